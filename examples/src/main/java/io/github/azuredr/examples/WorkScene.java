package io.github.azuredr.examples;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.DisasterRecoveryBuilder;
import io.github.azuredr.datalake.DataLakeJobs;
import io.github.azuredr.datalake.DataLakeRecovery;
import io.github.azuredr.datalake.store.TransferRoom;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.recovery.LossLedger;
import io.github.azuredr.run.RunReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Tables, code and a recurring job of Data Lake Analytics: rows survive, the job goes on, its output is in the secondary. */
final class WorkScene implements Scene {
    private static final String A = TwoRegions.PRIMARY;
    private static final String B = TwoRegions.SECONDARY;
    private static final String WORKLOAD = "work";
    private static final String ORDERS = "[shop].[dbo].[orders]";

    private final Path scratch;
    private final Narrator tell;
    private final TwoRegions regions;
    private final WorkWorld world;
    private final ExecutorService transfers = Executors.newFixedThreadPool(4);

    WorkScene(TwoRegions regions, Path scratch, Narrator tell) {
        this.regions = regions;
        this.scratch = scratch;
        this.tell = tell;
        this.world = new WorkWorld(regions);
    }

    @Override
    public DisasterRecoveryBuilder protect(DisasterRecoveryBuilder builder) {
        TransferRoom room = new TransferRoom(transfers, 4, scratch.resolve("work"), regions.time());
        return builder.protect(
                WORKLOAD,
                DataLakeRecovery.of("work", world.tree(A), world.tree(B), room).withAnalytics(world.accounts()));
    }

    @Override
    public void begin() {
        world.write(A, "/in/new.csv", "1\r\n2\r\n");
        world.write(A, "/lib/udf.dll", "an assembly");
        world.run(A, "a database", "CREATE DATABASE IF NOT EXISTS [shop];", Optional.empty());
        world.run(A, "a catalog", """
                USE DATABASE [shop];
                CREATE ASSEMBLY [shop].[udf] FROM "/lib/udf.dll";
                CREATE TABLE %1$s ([id] int, [text] string, [day] int,
                    INDEX [i] CLUSTERED ([id] ASC) PARTITIONED BY ([day]) DISTRIBUTED BY HASH ([id]));
                ALTER TABLE %1$s ADD PARTITION (1);
                ALTER TABLE %1$s ADD PARTITION (2);
                CREATE FUNCTION [shop].[dbo].[incoming] () RETURNS @r AS
                BEGIN @r = EXTRACT [id] int FROM "adl://%2$s.azuredatalakestore.net/in/new.csv" USING Extractors.Csv(); END;
                """.formatted(ORDERS, WorkWorld.store(A)), Optional.empty());
        insert(A, 1, 10, "the first");
        insert(A, 2, 20, "grüße\\tand a tab");
        world.run(A, "daily", report("/out/daily.csv"), Optional.of(WorkWorld.DAILY));
        tell.say("a table of two partitions, a function, an assembly and a recurring job are in the primary");
    }

    private static String report(String output) {
        return "@new = EXTRACT [id] int FROM \"adl://%s.azuredatalakestore.net/in/new.csv\" USING Extractors.Csv();%n"
                        .formatted(WorkWorld.store(A))
                + "OUTPUT @new TO \"%s\" USING Outputters.Csv();".formatted(output);
    }

    private void insert(String region, int day, int id, String text) {
        world.run(
                region,
                "an insert",
                "INSERT INTO %s ([id], [text]) PARTITION (%d) VALUES (%d, \"%s\");".formatted(ORDERS, day, id, text),
                Optional.empty());
    }

    @Override
    public void replicated(DisasterRecovery dr) {
        tell.check(
                "both accounts hold the same rows",
                world.rows(A).equals(world.rows(B)) && !world.rows(A).isEmpty());
        tell.check(
                "the function reads the secondary's store there",
                world.code(B).toString().contains(WorkWorld.store(B))
                        && !world.code(B).toString().contains(WorkWorld.store(A)));
    }

    @Override
    public void writeLate() {
        insert(A, 2, 21, "too late");
        tell.say("one row was inserted after the last pass");
    }

    @Override
    public void failedOver(DisasterRecovery dr, RunReport report) {
        tell.check(
                "the recurring job ran in " + B + ", its output is there",
                world.read(B, "/out/daily.csv").equals(Optional.of("1\r\n2\r\n")));
        DataLakeJobs jobs = DataLakeJobs.of(dr, RegionPair.of(A, B), world.accounts());
        DataLakeJobs.Submitted submitted = jobs.submit("by hand", report("/out/by-hand.csv"));
        tell.check(
                "a script that names the primary is submitted in " + B + ", written for it",
                submitted.region().name().equals(B) && submitted.rewrites().size() == 1);
        insert(B, 1, 11, "written in the secondary");
    }

    @Override
    public void reprotected(DisasterRecovery dr, RunReport report) {
        List<LossLedger.Lost> lost = Optional.ofNullable(report.ledgers().get(WORKLOAD))
                .map(LossLedger::lost)
                .orElse(List.of());
        tell.check(
                "the ledger names the partition whose row was lost",
                lost.stream()
                        .map(LossLedger.Lost::what)
                        .toList()
                        .equals(List.of("table shop.dbo.orders partition [2]")));
        lost.forEach(one -> tell.check(
                "its rows were set aside at " + one.kept(),
                world.read(B, "/" + one.kept())
                        .filter(text -> text.contains("too late"))
                        .isPresent()));
        tell.check("both accounts hold the same rows again", world.rows(A).equals(world.rows(B)));
    }

    @Override
    public void writeBeforeFailback() {
        insert(B, 2, 22, "the last in the secondary");
    }

    @Override
    public void failedBack(DisasterRecovery dr, RunReport report) {
        tell.check(
                "every row is there: %s".formatted(world.rows(A)),
                world.rows(A).toString().contains("written in the secondary")
                        && world.rows(A).toString().contains("the last in the secondary")
                        && !world.rows(A).toString().contains("too late"));
        tell.check("and on the other side", world.rows(A).equals(world.rows(B)));
        tell.check(
                "the function reads the primary's store again",
                !world.code(A).toString().contains(WorkWorld.store(B)));
    }

    @Override
    public void close() {
        transfers.shutdownNow();
        world.close();
    }
}
