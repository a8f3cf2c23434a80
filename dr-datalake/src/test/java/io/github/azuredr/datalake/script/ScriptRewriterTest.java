package io.github.azuredr.datalake.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.datalake.script.RewriteResult.Refused;
import io.github.azuredr.datalake.script.RewriteResult.Rewritten;
import io.github.azuredr.error.RecoveryException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptRewriterTest {
    private static final PathMapping MAPPING =
            PathMapping.builder().map(AccountKind.ADLS_GEN1, "lake", "drylake").build();
    private static final String ADDRESS = "adl://lake.azuredatalakestore.net";

    private final ScriptRewriter rewriter = ScriptRewriter.of(MAPPING);

    @Test
    void linesEndWithAnyOfThreeSignsAndColumnsCountUtf16Units() {
        Rewritten result = rewriter.rewrite("// a\r\n// b\r// c\n/* \ud83d\ude00 */ SET @@x = \"" + ADDRESS
                        + "\";\rSET @@y = \"\\u0061dl://l\\u0061ke.azuredatalakestore.net\";")
                .orThrow();

        assertThat(result.rewrites())
                .containsExactly(new Rewrite(4, 27, "lake", "drylake"), new Rewrite(5, 23, "l\\u0061ke", "drylake"));
    }

    @Test
    void aRefusalNamesTheLiteralAndTheRule() {
        Refused refused = (Refused) rewriter.rewrite("SET @@x = 1;\r\n  DECLARE @a = \"x\n\";");

        assertThat(refused.error())
                .isEqualTo(new ScriptError(
                        ScriptError.Code.NEWLINE_IN_STRING,
                        2,
                        16,
                        "a regular string literal may not run over the end of its line"));
        assertThatThrownBy(refused::orThrow)
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("line 2, column 16");
    }

    @Test
    void aLiteralMayBe128KibOfUtf8AndNotOneByteMore() {
        String full = "DECLARE @a = \"" + "\u00e9".repeat(64 * 1024) + "\";";

        assertThat(rewriter.rewrite(full)).isInstanceOf(Rewritten.class);
        assertThat(code(full.replace("\";", "x\";"))).isEqualTo(ScriptError.Code.LITERAL_TOO_LONG);
    }

    @Test
    void escapesCountAsWhatTheyStandFor() {
        assertThat(rewriter.rewrite("DECLARE @a = \"" + "\\u0041".repeat(100_000) + "\";"))
                .isInstanceOf(Rewritten.class);
    }

    @Test
    void aLiteralThatGrowsTooLongIsRefused() {
        String literal = ADDRESS + "/" + "x".repeat(128 * 1024 - ADDRESS.length() - 1);

        assertThat(code("DECLARE @a = \"" + literal + "\";")).isEqualTo(ScriptError.Code.LITERAL_TOO_LONG);
    }

    @Test
    void aScriptThatGrowsBeyondAJobsLimitIsRefused() {
        String start = "SET @@x = \"" + ADDRESS + "\";//";
        String fits = start + "x".repeat(3 * 1024 * 1024 - start.length() - 3);

        assertThat(rewriter.rewrite(fits)).isInstanceOf(Rewritten.class);
        assertThat(code(fits + "x")).isEqualTo(ScriptError.Code.SCRIPT_TOO_LARGE);
        assertThat(rewriter.withLimits(new ScriptLimits(4 * 1024 * 1024, 100)).rewrite(fits + "x"))
                .isInstanceOf(Rewritten.class);
    }

    @Test
    void aHugeFileSetIsRewrittenInEveryPart() {
        StringBuilder list = new StringBuilder("@r = EXTRACT a int FROM \"/x\"");
        for (int i = 0; i < 5000; i++) {
            list.append(",\n  \"").append(ADDRESS).append("/").append(i).append("\"");
        }
        Rewritten result = rewriter.rewrite(list + " USING Extractors.Csv();").orThrow();

        assertThat(result.rewrites()).hasSize(5000);
        assertThat(result.text()).doesNotContain("//lake.");
    }

    @Test
    void onlyWhatNobodyDecidedYetHoldsUpAFailover() {
        assertThat(rewriter.rewrite("@r = SELECT \"" + ADDRESS + "\" AS a FROM T;")
                        .orThrow()
                        .clear())
                .isTrue();
        assertThat(rewriter.rewrite("DECLARE @a = \"lake\";").orThrow().clear()).isFalse();
    }

    @Test
    void aHexDigitBehindAShortEscapeDoesNotJoinIt() {
        Rewritten result = rewriter.rewrite("SET @@x = \"adl:/\\x2flake.azuredatalakestore.net\";")
                .orThrow();

        assertThat(result.text()).isEqualTo("SET @@x = \"adl:/\\x002fdrylake.azuredatalakestore.net\";");
        assertThat(result.rewrites()).containsExactly(new Rewrite(1, 17, "\\x2flake", "\\x002fdrylake"));
    }

    @Test
    void anEscapeThatNothingCanJoinStaysAsItIs() {
        assertThat(rewriter.rewrite("SET @@x = \"adl:/\\x002flake.azuredatalakestore.net\";")
                        .orThrow()
                        .text())
                .isEqualTo("SET @@x = \"adl:/\\x002fdrylake.azuredatalakestore.net\";");
        assertThat(rewriter.rewrite("SET @@x = \"adl:/\\u002flake.azuredatalakestore.net\";")
                        .orThrow()
                        .text())
                .isEqualTo("SET @@x = \"adl:/\\u002fdrylake.azuredatalakestore.net\";");
    }

    @Test
    void theSelfCheckFindsAValueThatGrewByAnythingButTheNames() {
        String script = "x = \"adl:/\\x2flake.azuredatalakestore.net\";";
        int name = script.indexOf("lake.");
        LiteralsRead read = new LiteralsRead();
        read.add(4, script.length() - 1, false);

        for (String joined : List.of("drylake", "dryl")) {
            RewriteLog log = new RewriteLog(script);
            log.replace(name, name + 4, joined);
            assertThat(new SelfCheck(MAPPING).firstUnreported(log.written(), read, log))
                    .isEqualTo(4);
        }
    }

    @Test
    void theSelfCheckFindsALiteralThatNobodyReported() {
        assertThat(missed("\"" + ADDRESS + "\"", false)).isEqualTo(4);
        assertThat(missed("\"" + ADDRESS + "\"", true)).isEqualTo(-1);
        assertThat(missed("@\"" + ADDRESS + "\"", false)).isEqualTo(4);
        assertThat(missed("\"l\\u0061ke\"", false)).isEqualTo(4);
        assertThat(missed("\"lake\"", false)).isEqualTo(4);
        assertThat(missed("\"wasbs://c@lake/x\"", false)).isEqualTo(4);
        assertThat(missed("\"//lake.azuredatalakestore.net\"", false)).isEqualTo(4);
        assertThat(missed("\"/a/lake.azuredatalakestore.net/b\"", false)).isEqualTo(-1);
        assertThat(missed("\"lake.azuredatalakestore.net.example\"", false)).isEqualTo(-1);
        assertThat(missed("\"my-lake.azuredatalakestore.net\"", false)).isEqualTo(-1);
        assertThat(missed("\"wasbs://c@lakeside/x\"", false)).isEqualTo(-1);
    }

    @Test
    void theSelfCheckFindsALiteralThatIsNotWhereItShouldBe() {
        String text = "x = \"a\" + \"b\"";
        LiteralsRead read = new LiteralsRead();
        read.add(4, 13, true);

        assertThat(new SelfCheck(MAPPING).firstUnreported(text, read, new RewriteLog(text)))
                .isEqualTo(4);
    }

    private static int missed(String literal, boolean reported) {
        String text = "x = " + literal + ";";
        LiteralsRead read = new LiteralsRead();
        read.add(4, 4 + literal.length(), reported);
        PathMapping mapping = PathMapping.builder()
                .map(AccountKind.ADLS_GEN1, "lake", "drylake")
                .map(AccountKind.BLOB, "lake", "heap")
                .build();
        return new SelfCheck(mapping).firstUnreported(text, read, new RewriteLog(text));
    }

    private ScriptError.Code code(String script) {
        return ((Refused) rewriter.rewrite(script)).error().code();
    }
}
