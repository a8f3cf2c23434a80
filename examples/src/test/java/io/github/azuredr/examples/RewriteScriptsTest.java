package io.github.azuredr.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RewriteScriptsTest {
    private static final String MAPPING =
            "{\"adls_gen1\": {\"harborlake\": \"inlandlake\"}, \"blob\": {\"quay\": \"hill\"}}";

    private Path folder = Path.of("");
    private Path in = Path.of("");
    private Path out = Path.of("");
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @BeforeEach
    void folders(@TempDir Path fresh) throws IOException {
        folder = fresh;
        in = Files.createDirectories(folder.resolve("in"));
        out = folder.resolve("out");
    }

    @Test
    void aScriptIsWrittenUnderItsRelativePathWithItsReportBesideIt() throws IOException {
        put(
                "a/b/load.usql",
                "\ufeff// \u00e9\r\nSET @@x = \"adl://harborlake.azuredatalakestore.net/x\";\r\nDECLARE @n = \"harborlake\";");

        int exit = run(MAPPING);

        assertThat(exit).isZero();
        assertThat(out.resolve("a/b/load.usql"))
                .hasContent(
                        "\ufeff// \u00e9\r\nSET @@x = \"adl://inlandlake.azuredatalakestore.net/x\";\r\nDECLARE @n = \"harborlake\";");
        JsonNode report = report("a/b/load.usql.report.json");
        assertThat(report.toString())
                .isEqualTo(
                        "{\"script\":\"a/b/load.usql\",\"rewrites\":[{\"line\":2,\"column\":18,\"from\":\"harborlake\","
                                + "\"to\":\"inlandlake\"}],\"undecided\":[{\"line\":3,\"column\":15,\"text\":\"harborlake\","
                                + "\"reason\":\"BARE_ACCOUNT_NAME\"}],\"error\":null}");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("1 scripts written with 1 rewrites, 1 places undecided");
    }

    @Test
    void aRefusedScriptGetsItsReportAndNoOutputFileEvenIfAnEarlierRunLeftOne() throws IOException {
        put("bad.usql", "DECLARE @n = 1;\n  /* open");
        Files.createDirectories(out);
        Files.writeString(out.resolve("bad.usql"), "stale");

        int exit = run(MAPPING);

        assertThat(exit).isEqualTo(1);
        assertThat(out.resolve("bad.usql")).doesNotExist();
        JsonNode error = report("bad.usql.report.json").get("error");
        assertThat(error.get("line").asInt()).isEqualTo(2);
        assertThat(error.get("column").asInt()).isEqualTo(3);
        assertThat(error.get("message").asText()).startsWith("UNTERMINATED_COMMENT");
    }

    @Test
    void bytesThatAreNoUtf8AreRefusedWhereTheyBegin() throws IOException {
        Files.write(in.resolve("latin.usql"), "// x\n// \u00e9".getBytes(StandardCharsets.ISO_8859_1));

        int exit = run(MAPPING);

        assertThat(exit).isEqualTo(1);
        assertThat(out.resolve("latin.usql")).doesNotExist();
        JsonNode error = report("latin.usql.report.json").get("error");
        assertThat(error.get("line").asInt()).isEqualTo(2);
        assertThat(error.get("column").asInt()).isEqualTo(4);
        assertThat(error.get("message").asText()).startsWith("NOT_UTF8");
    }

    @Test
    void otherTextIsRewrittenByItsAddressesCodeBehindOnlyReportedAndDataCopied() throws IOException {
        String address = "wasbs://c@quay.blob.core.windows.net/x";
        put("job.py", "read('" + address + "')  # " + address);
        put("job.usql.cs", "var x = \"" + address + "\";");
        put("data.csv", address);
        Files.write(in.resolve("lib.dll"), new byte[] {0, (byte) 0xff, 77});

        int exit = run(MAPPING);

        assertThat(exit).isZero();
        String moved = "wasbs://c@hill.blob.core.windows.net/x";
        assertThat(out.resolve("job.py")).hasContent("read('" + moved + "')  # " + moved);
        assertThat(out.resolve("job.usql.cs")).hasContent("var x = \"" + address + "\";");
        assertThat(report("job.usql.cs.report.json").at("/undecided/0/reason").asText())
                .isEqualTo("URI_OUTSIDE_PATH_POSITION");
        assertThat(out.resolve("data.csv")).hasContent(address);
        assertThat(out.resolve("data.csv.report.json")).doesNotExist();
        assertThat(out.resolve("lib.dll")).hasBinaryContent(new byte[] {0, (byte) 0xff, 77});
    }

    @Test
    void reportsOfAnEarlierRunAreNotTakenForScripts() throws IOException {
        put("a.usql", "");
        put("a.usql.report.json", "{}");

        run(MAPPING);

        assertThat(report("a.usql.report.json").get("script").asText()).isEqualTo("a.usql");
        assertThat(out.resolve("a.usql.report.json.report.json")).doesNotExist();
    }

    @Test
    void aMappingThatCannotBeRightStartsNothing() throws IOException {
        put("a.usql", "");

        int exit = run("{\"adls_gen1\": {\"harborlake\": \"x\"}}");

        assertThat(exit).isEqualTo(2);
        assertThat(out).doesNotExist();
        assertThat(complained.toString(StandardCharsets.UTF_8))
                .contains("adls_gen1")
                .contains("'x'");
    }

    @Test
    void theOutputMayNotLieInsideTheInput() throws IOException {
        out = in.resolve("out");

        assertThat(run(MAPPING)).isEqualTo(2);
        assertThat(complained.toString(StandardCharsets.UTF_8)).contains("inside each other");
    }

    @Test
    void aWrongNumberOfArgumentsShowsTheUsage() {
        int exit = RewriteScripts.run(new String[] {"x"}, stream(printed), stream(complained));

        assertThat(exit).isEqualTo(2);
        assertThat(complained.toString(StandardCharsets.UTF_8))
                .startsWith("usage: RewriteScripts IN_DIR OUT_DIR MAPPING.json");
    }

    private void put(String name, String text) throws IOException {
        Path file = in.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private int run(String mapping) throws IOException {
        Path file = Files.writeString(folder.resolve("mapping.json"), mapping);
        return RewriteScripts.run(
                new String[] {in.toString(), out.toString(), file.toString()}, stream(printed), stream(complained));
    }

    private JsonNode report(String name) throws IOException {
        return new ObjectMapper().readTree(out.resolve(name).toFile());
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
