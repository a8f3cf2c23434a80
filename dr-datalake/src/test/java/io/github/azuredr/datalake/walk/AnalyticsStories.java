package io.github.azuredr.datalake.walk;

import io.github.azuredr.pair.Side;
import io.github.azuredr.testkit.walk.Scenario;
import java.time.Duration;

/** What happens to a lake with tables, code and a recurring job. */
final class AnalyticsStories {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String ORDERS = "[sales].[dbo].[orders]";
    private static final String REPORT = """
            @new = EXTRACT [id] int FROM "adl://%1$s.azuredatalakestore.net/in/new.csv" USING Extractors.Csv();
            OUTPUT @new TO "adl://%1$s.azuredatalakestore.net/out/report.csv" USING Outputters.Csv();
            """;

    private AnalyticsStories() {}

    /** Tables with rows, code, an assembly, files and a recurring job; copied, changed and copied again. */
    static Scenario<AnalyticsWorld> copied(Scenario<AnalyticsWorld> start) {
        return start.happens("a catalog with rows", AnalyticsStories::fill)
                .prepare()
                .passes(MINUTE)
                .replicate()
                .happens("more rows", world -> {
                    insert(world, Side.A, 2, 21, "more");
                    world.runs(Side.A, "ALTER TABLE " + ORDERS + " ADD PARTITION (3);");
                    insert(world, Side.A, 3, 30, "third day");
                })
                .passes(MINUTE)
                .replicate();
    }

    /** A is lost with rows nobody copied; the job's output comes from B; A returns, is reprotected, and serves again. */
    static Scenario<AnalyticsWorld> forcedAndHome(Scenario<AnalyticsWorld> start) {
        return copied(start)
                .happens("never copied", world -> insert(world, Side.A, 3, 31, "lost"))
                .goesDark(Side.A)
                .forceFailOver("centralus")
                .happens("work in the west", world -> insert(world, Side.B, 1, 11, "west"))
                .comesBack(Side.A)
                .passes(MINUTE)
                .reprotect()
                .happens("more work in the west", world -> insert(world, Side.B, 2, 22, "west, too"))
                .passes(MINUTE)
                .failOver("eastus2");
    }

    /** Over as planned and home again. */
    static Scenario<AnalyticsWorld> plannedThereAndBack(Scenario<AnalyticsWorld> start) {
        return copied(start)
                .happens("last moment", world -> insert(world, Side.A, 1, 12, "last"))
                .passes(MINUTE)
                .failOver("centralus")
                .happens("work in the west", world -> insert(world, Side.B, 3, 32, "west"))
                .passes(MINUTE)
                .replicate()
                .failOver("eastus2");
    }

    static void fill(AnalyticsWorld world) {
        world.write(Side.A, "lib/udf.dll", "library");
        world.write(Side.A, "in/new.csv", "7\r\n");
        world.runs(Side.A, "CREATE DATABASE IF NOT EXISTS [sales];");
        world.runs(Side.A, """
                USE DATABASE [sales];
                CREATE ASSEMBLY [sales].[udf] FROM "/lib/udf.dll";
                CREATE TABLE [sales].[dbo].[orders] ([id] int, [text] string, [day] int,
                    INDEX [i] CLUSTERED ([id] ASC) PARTITIONED BY ([day]) DISTRIBUTED BY HASH ([id]));
                CREATE TABLE [sales].[dbo].[kinds] ([id] int, INDEX [i] CLUSTERED ([id] ASC) DISTRIBUTED BY ROUND ROBIN);
                ALTER TABLE [sales].[dbo].[orders] ADD PARTITION (1);
                ALTER TABLE [sales].[dbo].[orders] ADD PARTITION (2);
                CREATE VIEW [sales].[dbo].[ids] AS SELECT [id] FROM [sales].[dbo].[orders];
                CREATE FUNCTION [sales].[dbo].[incoming] () RETURNS @r AS
                BEGIN @r = EXTRACT [id] int FROM "adl://storeeast.azuredatalakestore.net/in/new.csv" USING Extractors.Csv(); END;
                """);
        world.runs(Side.A, "INSERT INTO [sales].[dbo].[kinds] ([id]) VALUES (1), (2);");
        insert(world, Side.A, 1, 10, "first day");
        insert(world, Side.A, 2, 20, "second day");
        world.recurs(Side.A, REPORT.formatted("storeeast"));
    }

    static void insert(AnalyticsWorld world, Side side, int day, int id, String text) {
        world.runs(
                side,
                "INSERT INTO " + ORDERS + " ([id], [text]) PARTITION (" + day + ") VALUES (" + id + ", \"" + text
                        + "\");");
    }
}
