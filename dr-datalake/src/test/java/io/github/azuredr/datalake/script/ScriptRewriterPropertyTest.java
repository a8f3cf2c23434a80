package io.github.azuredr.datalake.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.datalake.script.RewriteResult.Refused;
import io.github.azuredr.datalake.script.RewriteResult.Rewritten;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ScriptRewriterPropertyTest {
    private static final PathMapping MAPPING = PathMapping.builder()
            .map(AccountKind.ADLS_GEN1, "lake", "dryl")
            .map(AccountKind.ADLS_GEN1, "lakes", "drylands")
            .map(AccountKind.BLOB, "lake", "heap")
            .map(AccountKind.ADLS_GEN2, "pier", "field")
            .map(AccountKind.ADLA, "dock", "farm")
            .build();

    private final ScriptRewriter rewriter = ScriptRewriter.of(MAPPING);

    @Property(tries = 500)
    void everythingOutsideTheReportedRewritesKeepsItsText(@ForAll("scripts") String script) {
        Rewritten result = rewriter.rewrite(script).orThrow();

        assertThat(replayed(script, result.rewrites())).isEqualTo(result.text());
        assertThat(tokens(result.text())).hasSameSizeAs(tokens(script));
        List<String> before = tokens(script);
        List<String> after = tokens(result.text());
        for (int i = 0; i < before.size(); i++) {
            String token = before.get(i);
            if (!token.toLowerCase(Locale.ROOT).matches("(?s).*(lake|l\\\\|pier|dock).*")) {
                assertThat(after.get(i)).isEqualTo(token);
            }
        }
    }

    @Property(tries = 500)
    void rewritingTwiceChangesNothing(@ForAll("scripts") String script) {
        Rewritten once = rewriter.rewrite(script).orThrow();
        Rewritten twice = rewriter.rewrite(once.text()).orThrow();

        assertThat(twice.text()).isEqualTo(once.text());
        assertThat(twice.rewrites()).isEmpty();
    }

    @Property(tries = 500)
    void noAddressOfAReplacedAccountIsLeftWithoutAReport(@ForAll("scripts") String script) {
        Rewritten result = rewriter.rewrite(script).orThrow();

        List<String> left = new ArrayList<>();
        for (String token : tokens(result.text())) {
            boolean literal = token.startsWith("\"") || token.startsWith("@\"") || token.startsWith("$");
            String decoded = token.replace("\\u0061", "a").toLowerCase(Locale.ROOT);
            if (literal && decoded.matches("(?s).*(//|@)(lake|lakes|pier)[.\"/:].*")) {
                left.add(token);
            }
        }
        assertThat(result.undecided()).hasSizeGreaterThanOrEqualTo(left.size());
    }

    @Property(tries = 500)
    void howASignIsWrittenDoesNotChangeWhatIsWritten(@ForAll("scripts") String script) {
        String spelled = rewriter.rewrite(unescaped(script)).orThrow().text();

        assertThat(unescaped(rewriter.rewrite(script).orThrow().text())).isEqualTo(spelled);
    }

    @Property(tries = 3000)
    void whatIsReadQuicklyHoldsNothingThatTheLexerWouldFind(@ForAll("statements") String text) {
        RewriteResult quick = rewriter.rewrite(text);
        // A brace that never opened anything is no error, and sends every statement through the lexer.
        RewriteResult slow = rewriter.rewrite(text.replace(";", "};"));

        if (quick instanceof Rewritten read && slow instanceof Rewritten all) {
            assertThat(all.text().replace("};", ";")).isEqualTo(read.text());
            assertThat(all.undecided()).hasSameSizeAs(read.undecided());
        }
    }

    @Property(tries = 500)
    void reportsQuoteTheOriginalWhereTheySayTheyDo(@ForAll("scripts") String script) {
        Rewritten result = rewriter.rewrite(script).orThrow();

        result.rewrites().forEach(each -> assertThat(script.substring(offset(script, each.line(), each.column())))
                .startsWith(each.from()));
        result.undecided().forEach(each -> assertThat(script.substring(offset(script, each.line(), each.column())))
                .startsWith(each.text()));
    }

    @Property(tries = 1000)
    void anyTextIsRewrittenOrRefusedAtAPlaceInIt(@ForAll("scraps") String text) {
        RewriteResult result = rewriter.rewrite(text);

        if (result instanceof Refused refused) {
            assertThat(refused.error().code()).isNotEqualTo(ScriptError.Code.SELF_CHECK_FAILED);
            assertThat(offset(text, refused.error().line(), refused.error().column()))
                    .isBetween(0, text.length());
        } else {
            Rewritten once = result.orThrow();
            assertThat(replayed(text, once.rewrites())).isEqualTo(once.text());
            assertThat(rewriter.rewrite(once.text()).orThrow().rewrites()).isEmpty();
        }
    }

    @Property(tries = 500)
    void plainTextIsRewrittenOnceAndOnlyWhereReported(@ForAll("scraps") String text) {
        TextRewriter texts = TextRewriter.of(MAPPING);
        Rewritten once = texts.rewrite(text);

        assertThat(replayed(text, once.rewrites())).isEqualTo(once.text());
        assertThat(texts.rewrite(once.text()).rewrites()).isEmpty();
        assertThat(texts.scan(text).text()).isEqualTo(text);
    }

    @Provide
    Arbitrary<String> scripts() {
        Arbitrary<String> statement = Arbitraries.oneOf(
                literal().map(path -> "@r = EXTRACT a int, b string FROM " + path + " USING Extractors.Csv();"),
                Combinators.combine(literal(), literal())
                        .as((a, b) ->
                                "@r = EXTRACT [a\"b] int FROM " + a + ", " + b + " USING new E(from: " + a + ");"),
                literal().map(path -> "OUTPUT @r TO " + path + " USING Outputters.Text(delimiter: '\"');"),
                literal().map(path -> "DECLARE EXTERNAL @p string = " + path + ";"),
                literal().map(path -> "DECLARE @p = @q + " + path + " + \"/x\";"),
                literal().map(path -> "DECLARE @f = s => { var FROM = " + path + "; };"),
                literal()
                        .map(path ->
                                "/*c*/ @q = SELECT 'c' AS c, a[0] FROM d.dbo.T WHERE a.b != 1.5 && c == " + path + ";"),
                literal().map(path -> "DEPLOY RESOURCE \"/a\", " + path + ";"),
                literal().map(path -> "CREATE ASSEMBLY d.[A.B] FROM " + path + ";"),
                literal()
                        .map(path -> "CREATE FUNCTION d.dbo.F(@p string = " + path
                                + ") RETURNS @r AS BEGIN @r = F(1); END;"),
                literal().map(path -> "@r = SELECT m[" + path + "] AS v FROM dock.d.dbo.T WHERE b == " + path + ";"),
                literal().map(path -> "IF FILE.EXISTS(" + path + ") THEN @x = F(" + path + "); END;"),
                literal().map(path -> "@r = SELECT * FROM EXTERNAL d.S EXECUTE " + path + ";"),
                Arbitraries.of(
                        "REFERENCE ASSEMBLY dock.d.A;",
                        "SET @@x = \"adl://lake.azuredatalakestore.net\";",
                        "@x = SELECT dock.a.b.c AS d FROM T AS dock;"));
        Arbitrary<String> gap = Arbitraries.of(
                "\n", "\r\n", "\r", " ", "// \"odd\n", "/* 'x' \" */", "\t/* adl://lake.azuredatalakestore.net */\n");
        return Combinators.combine(statement, gap)
                .as((text, between) -> text + between)
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }

    private static Arbitrary<String> literal() {
        Arbitrary<String> host = Arbitraries.of(
                "adl://lake.azuredatalakestore.net",
                "ADL://Lakes.AzureDataLakeStore.net",
                "swebhdfs://lake.azuredatalake.net:443",
                "adl://lakeside.azuredatalakestore.net",
                "adl://lake.azuredatalakestore.net.example",
                "wasb://lake@lake",
                "wasbs://c@lake.blob.core.windows.net",
                "abfss://pier@pier.dfs.core.windows.net",
                "https://pier.dfs.core.windows.net",
                "https://example.com",
                "adl://",
                "lake.azuredatalakestore.net",
                "lake",
                "see adl://lake.azuredatalakestore.net",
                "");
        Arbitrary<String> path = Arbitraries.of("", "/", "/x/lake.csv", "/a//b", "/\ud83d\ude00", "?sig=s");
        Arbitrary<Integer> form = Arbitraries.integers().between(0, 7);
        return Combinators.combine(host, path, form).as((start, end, how) -> switch (how) {
            case 0 -> "\"" + start + end + "\\t\\\"\"";
            case 1 -> "@\"" + start + end + "\\\"\"\n\"";
            case 2 -> "$\"" + start + end + "{d:yyyy}{{x}}\"";
            case 3 -> "$@\"" + start + end + "{f(\"" + start + "\")}\"\"\"";
            case 4 -> "\"" + start.replace("lake.", "l\\u0061ke.") + end + "\"";
            case 5 -> "\"" + start.replace("//", "/\\x2f") + end + "\"";
            case 6 -> "\"" + start.replace("@", "\\x40").replace("//", "\\x2F\\x2f") + end + "\"";
            default -> "\"" + start + end + "\"";
        });
    }

    @Provide
    Arbitrary<String> statements() {
        return Arbitraries.of(
                        "a",
                        "@r",
                        " = ",
                        " ",
                        ";",
                        ";",
                        "\n",
                        "'c'",
                        "'",
                        "//",
                        "/*",
                        "*/",
                        "[x y]",
                        "[dock]",
                        "dock",
                        ".d",
                        ".e",
                        "..",
                        " . ",
                        "1.5",
                        ",",
                        "(",
                        ")",
                        "\"a/b.c\"",
                        "\"lake\"",
                        "\"a:b\"",
                        "\"",
                        "@\"",
                        "\"adl://lake.azuredatalakestore.net/x\"",
                        "FROM ",
                        "EXTRACT ",
                        "OUTPUT ",
                        "TO ",
                        "REFERENCE ",
                        "ASSEMBLY ",
                        "EXISTS ",
                        "CREATE ",
                        "THEN ",
                        "INSERT INTO ",
                        "\u2028",
                        "\u00e9")
                .list()
                .ofMaxSize(16)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> scraps() {
        return Arbitraries.of(
                        "\"",
                        "@\"",
                        "$\"",
                        "$@\"",
                        "'",
                        "\\",
                        "{",
                        "}",
                        "{{",
                        "[",
                        "]",
                        "(",
                        ")",
                        ";",
                        ",",
                        "+",
                        "=",
                        "=>",
                        ":",
                        ".",
                        "//",
                        "/*",
                        "*/",
                        "\n",
                        "\r",
                        "\u2028",
                        "\u0000",
                        "\ufeff",
                        "\ud83d\ude00",
                        "\ud83d",
                        " ",
                        "@r",
                        "FROM ",
                        "EXTRACT ",
                        "DECLARE ",
                        "OUTPUT ",
                        "TO ",
                        "x",
                        "dock.d.dbo.T",
                        "lake",
                        "adl://lake.azuredatalakestore.net",
                        "wasb://c@lake",
                        "https://pier.dfs.core.windows.net/",
                        "AccountName=",
                        ".azuredatalakestore.net",
                        "\\u0061",
                        "%2F",
                        "-",
                        "0x1")
                .list()
                .ofMaxSize(14)
                .map(parts -> String.join("", parts));
    }

    /** Decodes as C# does; what the scripts hold beside these escapes is no escape. */
    private static String unescaped(String script) {
        return Pattern.compile("\\\\(?:x([0-9a-fA-F]{1,4})|u([0-9a-fA-F]{4}))")
                .matcher(script)
                .replaceAll(found -> Matcher.quoteReplacement(String.valueOf(
                        (char) Integer.parseInt(found.group(1) == null ? found.group(2) : found.group(1), 16))));
    }

    private static String replayed(String script, List<Rewrite> rewrites) {
        StringBuilder out = new StringBuilder(script);
        for (int i = rewrites.size() - 1; i >= 0; i--) {
            Rewrite each = rewrites.get(i);
            int at = offset(script, each.line(), each.column());
            assertThat(script.substring(at)).startsWith(each.from());
            out.replace(at, at + each.from().length(), each.to());
        }
        return out.toString();
    }

    private static int offset(String text, int line, int column) {
        int at = 0;
        for (int n = 1; n < line; n++) {
            while (text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                at++;
            }
            at += text.startsWith("\r\n", at) ? 2 : 1;
        }
        return at + column - 1;
    }

    private static List<String> tokens(String script) {
        UsqlLexer lexer = UsqlLexer.of(script.toCharArray());
        List<String> all = new ArrayList<>();
        while (lexer.next() != Lexeme.END) {
            all.add(script.substring(lexer.start(), lexer.end()));
        }
        return all;
    }
}
