package io.github.azuredr.testkit.azure.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.testkit.azure.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the stand-in for U-SQL executes, and what it refuses. */
class UsqlTest {
    private static final String TABLE = """
            CREATE DATABASE IF NOT EXISTS [sales];
            CREATE TABLE IF NOT EXISTS [sales].[dbo].[orders]
            (
                [id] int, [note] string, [at] DateTime, [price] decimal?, [day] string,
                INDEX [ix] CLUSTERED ([id] ASC)
                PARTITIONED BY ([day])
                DISTRIBUTED BY HASH ([id]) INTO 4
            );
            ALTER TABLE [sales].[dbo].[orders] ADD IF NOT EXISTS PARTITION ("mon");
            ALTER TABLE [sales].[dbo].[orders] ADD IF NOT EXISTS PARTITION ("tue");
            INSERT INTO [sales].[dbo].[orders] ([id], [note], [at], [price]) PARTITION ("mon")
            VALUES (1, "a\\tb", new DateTime(2020, 2, 29, 1, 2, 3, DateTimeKind.Utc), 1.50m),
                   (2, null, new DateTime(2020, 2, 29, 1, 2, 3, 7, DateTimeKind.Utc).AddTicks(5), null);
            INSERT INTO [sales].[dbo].[orders] ([id], [note], [at], [price]) PARTITION ("tue")
            VALUES (3, "", new DateTime(1, 1, 1, 0, 0, 0, DateTimeKind.Utc), -2m);
            """;

    private final AnalyticsRig rig = new AnalyticsRig();

    @Test
    void aPartitionLeavesAsAFileAndComesBackIntoAnotherAccount() {
        // given
        rig.succeed("lakeeast", TABLE);
        rig.succeed("lakecentral", TABLE.substring(0, TABLE.indexOf("INSERT")));
        String file = "/dr/orders/mon.tsv";

        // when
        rig.succeed("lakeeast", """
                @data = SELECT [id], [note] == null ? "%N" : [note].Replace("%", "%25").Replace("\\t", "%09") AS [note],
                               [at].ToBinary() AS [at], [price]
                        FROM [sales].[dbo].[orders] WHERE [day] == "mon";
                OUTPUT @data TO "/dr/orders/mon.tsv"
                USING Outputters.Tsv(encoding: Encoding.UTF8, quoting: false, nullEscape: "%N");
                """);
        rig.analytics.files("storeeast").copyTo(rig.analytics.files("storecentral"), file);
        rig.succeed("lakecentral", """
                @data = EXTRACT [id] int, [note] string, [at] long, [price] decimal? FROM "/dr/orders/mon.tsv"
                        USING Extractors.Tsv(encoding: Encoding.UTF8, quoting: false, nullEscape: "%N");
                INSERT INTO [sales].[dbo].[orders] ([id], [note], [at], [price]) PARTITION ("mon")
                SELECT [id], [note] == null ? null : [note].Replace("%09", "\\t").Replace("%25", "%"),
                       DateTime.FromBinary([at]), [price] FROM @data;
                """);

        // then
        assertThat(new String(rig.analytics.files("storeeast").read(file).orElseThrow(), StandardCharsets.UTF_8))
                .isEqualTo("1\ta%09b\t5249344249230000000\t1.50\r\n2\t%N\t5249344249230070005\t%N\r\n"
                        .replace("5249344249230000000", binary(0))
                        .replace("5249344249230070005", binary(70005)));
        assertThat(rows("lakecentral")).isEqualTo(rows("lakeeast", "mon"));
    }

    @Test
    void aJobThatFailsWhileItRunsKeepsWhatItDidBefore() {
        rig.succeed("lakeeast", TABLE);
        rig.analytics.failNextJob("job 2", 1);

        String error = rig.fail("lakeeast", """
                ALTER TABLE [sales].[dbo].[orders] DROP IF EXISTS PARTITION ("mon");
                ALTER TABLE [sales].[dbo].[orders] ADD IF NOT EXISTS PARTITION ("mon");
                """);

        assertThat(error).isEqualTo("E_RUNTIME_USER_VERTEX_FAILED");
        assertThat(partitions("lakeeast")).isEqualTo(1);
    }

    @Test
    void aJobThatDoesNotCompileHasNoEffect() {
        String error = rig.fail("lakeeast", "CREATE DATABASE IF NOT EXISTS [a];\nUSE DATABASE [b];");

        assertThat(error).isEqualTo("E_CSC_USER_DDLENTITYDOESNOTEXIST");
        assertThat(rig.get("lakeeast", "/catalog/usql/databases/a").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM [sales].[dbo].[orders];",
                "SELECT 1;",
                "DROP DATABASE master;",
                "@x = SELECT [id] FROM [sales].[dbo].[orders] ORDER BY [id];",
                "@x = SELECT [id] + 1 AS [id] FROM [sales].[dbo].[orders];",
                "@x = SELECT [nothing] AS [a] FROM [sales].[dbo].[orders]; OUTPUT @x TO \"/x\" USING Outputters.Tsv();",
                "@x = SELECT [id] FROM [sales].[dbo].[nothing];",
                "OUTPUT @nothing TO \"/x\" USING Outputters.Tsv();",
                "@x = SELECT [id] FROM [sales].[dbo].[orders]; OUTPUT @x TO \"/x\" USING Outputters.Parquet();",
                "INSERT INTO [sales].[dbo].[orders] ([id]) PARTITION (\"mon\") VALUES (1);",
                "INSERT INTO [sales].[dbo].[orders] ([id], [note], [at], [price]) VALUES (1, null, null, null);",
                "ALTER TABLE [sales].[dbo].[orders] ADD PARTITION (\"mon\");",
                "ALTER TABLE [sales].[dbo].[orders] ADD PARTITION ();",
                "CREATE TABLE [sales].[dbo].[t] ([a] text);",
                "CREATE TABLE [sales].[dbo].[t] ([a] int, INDEX [i] CLUSTERED ([a]) DISTRIBUTED BY HASH ([b]));",
                "CREATE VIEW [sales].[dbo].[v] AS SELECT [id] FROM [sales].[dbo].[gone];",
                "CREATE ASSEMBLY [sales].[a] FROM \"/nothing.dll\";",
                "CREATE DATA SOURCE s FROM AZURESQLDB WITH (PROVIDER_STRING = \"x\", CREDENTIAL = [sales].[c]);",
                "@x = EXTRACT [a] int FROM \"adl://storecentral.azuredatalakestore.net/a\" USING Extractors.Tsv();",
                "CREATE DATABASE \"quoted\";",
                "CREATE DATABASE [open;",
                "/* open",
                ""
            })
    void whatIsOutsideTheUnderstoodPartIsRefused(String script) {
        rig.succeed("lakeeast", TABLE);

        Json built = Json.parse(rig.call(
                                "POST",
                                AnalyticsRig.host("lakeeast") + "/BuildJob?" + AnalyticsRig.VERSION,
                                AnalyticsRig.body("build", script.isEmpty() ? ";" : script))
                        .text())
                .orElseThrow();

        assertThat(built.text("result")).contains("Failed");
    }

    @Test
    void aRebuildJoinsThePiecesAndKeepsTheRows() {
        rig.succeed("lakeeast", TABLE);
        rig.succeed(
                "lakeeast",
                "INSERT INTO [sales].[dbo].[orders] ([id], [note], [at], [price]) PARTITION (\"mon\")"
                        + " VALUES (9, \"late\", new DateTime(2021, 1, 1, 0, 0, 0, DateTimeKind.Utc), 0m);");
        assertThat(fragments()).isEqualTo(3);

        rig.succeed("lakeeast", "ALTER TABLE [sales].[dbo].[orders] REBUILD;");

        assertThat(fragments()).isEqualTo(2);
        assertThat(rows("lakeeast", "mon")).contains("late");
    }

    private int fragments() {
        return rig.json("lakeeast", "/catalog/usql/databases/sales/schemas/dbo/tables/orders/tablefragments")
                .size("value");
    }

    private int partitions(String account) {
        return rig.json(account, "/catalog/usql/databases/sales/schemas/dbo/tables/orders/partitions")
                .size("value");
    }

    private String rows(String account) {
        return rows(account, "mon");
    }

    private String rows(String account, String day) {
        rig.succeed(
                account,
                "@x = SELECT [id], [note], [at], [price] FROM [sales].[dbo].[orders] WHERE [day] == \"" + day
                        + "\"; OUTPUT @x TO \"/look\" USING Outputters.Csv(nullEscape: \"NULL\");");
        String store = account.equals("lakeeast") ? "storeeast" : "storecentral";
        return new String(rig.analytics.files(store).read("/look").orElseThrow(), StandardCharsets.UTF_8);
    }

    private static String binary(long ticks) {
        return new UsqlDateTime(java.time.LocalDateTime.of(2020, 2, 29, 1, 2, 3), true)
                .plusTicks(ticks)
                .toBinary()
                .toString();
    }
}
