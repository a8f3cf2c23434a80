package io.github.azuredr.datalake.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.datalake.script.RewriteResult.Rewritten;
import io.github.azuredr.datalake.script.Undecided.Reason;
import org.junit.jupiter.api.Test;

class TextRewriterTest {
    private final TextRewriter rewriter = TextRewriter.of(PathMapping.builder()
            .map(AccountKind.BLOB, "quay", "hill")
            .map(AccountKind.ADLS_GEN2, "pier", "field")
            .build());

    @Test
    void addressesInAnyLanguageAreRewritten() {
        assertRewritten(
                "df = spark.read.csv('abfss://f@pier.dfs.core.windows.net/a')",
                "df = spark.read.csv('abfss://f@field.dfs.core.windows.net/a')");
        assertRewritten(
                "LOCATION `wasbs://c@quay.blob.core.windows.net`;", "LOCATION `wasbs://c@hill.blob.core.windows.net`;");
        assertRewritten(
                "{\"url\": \"https:\\/\\/pier.dfs.core.windows.net\\/f\"}",
                "{\"url\": \"https:\\/\\/field.dfs.core.windows.net\\/f\"}");
        assertRewritten(
                "f\"abfss://{fs}@pier.dfs.core.windows.net/x\"", "f\"abfss://{fs}@field.dfs.core.windows.net/x\"");
        assertRewritten(
                "(see https://quay.blob.core.windows.net), bye", "(see https://hill.blob.core.windows.net), bye");
        assertRewritten("a=wasb://c@quay/x\nb", "a=wasb://c@hill/x\nb");
    }

    @Test
    void aHostBuiltAtRunTimeIsReported() {
        Rewritten result = rewriter.rewrite(
                "\"abfss://f@\" + a + \".dfs.core.windows.net/\"; f'wasbs://c@{a}.blob.core.windows.net'");

        assertThat(result.rewrites()).isEmpty();
        assertThat(result.undecided())
                .extracting(Undecided::reason)
                .containsExactly(Reason.UNRESOLVED_AUTHORITY, Reason.UNRESOLVED_AUTHORITY);
    }

    @Test
    void namesOutsideAnAddressAreReported() {
        Rewritten result =
                rewriter.rewrite("conf.set(\"fs.azure.account.key.pier.dfs.core.windows.net\", k)\nacct = 'quay'\n"
                        + "https%3A%2F%2Fquay.blob.core.windows.net%2Fx AccountName=quay;AccountKey=secret");

        assertThat(result.rewrites()).isEmpty();
        assertThat(result.undecided())
                .extracting(Undecided::toString)
                .containsExactly(
                        "1:32 BARE_ACCOUNT_NAME pier.dfs.core.windows.net",
                        "2:9 BARE_ACCOUNT_NAME quay",
                        "3:15 BARE_ACCOUNT_NAME quay.blob.core.windows.net",
                        "3:58 BARE_ACCOUNT_NAME quay");
    }

    @Test
    void aReportShowsNeitherSignatureNorPassword() {
        Rewritten result = rewriter.rewrite(
                "https://other.blob.core.windows.net/c/x?sig=SECRET https://u:SECRET@quay.blob.core.windows.net/");

        assertThat(result.undecided())
                .extracting(Undecided::toString)
                .containsExactly(
                        "1:1 UNMAPPED_ACCOUNT https://other.blob.core.windows.net/c/x",
                        "1:52 UNRESOLVED_AUTHORITY https://");
    }

    @Test
    void otherWebAddressesDoNotConcernUs() {
        assertThat(rewriter.rewrite("https://example.com/quay https://pypi.org http://localhost:8080/")
                        .undecided())
                .isEmpty();
    }

    @Test
    void scanningReportsInsteadOfRewriting() {
        Rewritten result = rewriter.scan("var x = \"wasb://c@quay/x\";");

        assertThat(result.text()).isEqualTo("var x = \"wasb://c@quay/x\";");
        assertThat(result.undecided())
                .extracting(Undecided::toString)
                .containsExactly("1:10 URI_OUTSIDE_PATH_POSITION wasb://c@quay/x");
    }

    private void assertRewritten(String text, String expected) {
        Rewritten result = rewriter.rewrite(text);
        assertThat(result.text()).isEqualTo(expected);
        assertThat(result.rewrites()).hasSize(1);
        assertThat(result.undecided()).isEmpty();
        assertThat(rewriter.rewrite(expected).rewrites()).isEmpty();
    }
}
