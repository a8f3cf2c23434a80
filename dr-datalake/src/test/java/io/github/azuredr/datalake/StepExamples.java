package io.github.azuredr.datalake;

import io.github.azuredr.datalake.account.AccountStepExamples;
import io.github.azuredr.datalake.catalog.ObjectName;
import io.github.azuredr.datalake.files.PassSettings;
import io.github.azuredr.datalake.job.Recurring;
import io.github.azuredr.datalake.script.AccountKind;
import io.github.azuredr.datalake.script.PathMapping;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** One step of each type, as it is stored. */
public final class StepExamples {
    private static final UUID DAILY = UUID.fromString("00000000-0000-0000-0000-00000000d001");
    private static final UUID WEEKLY = UUID.fromString("00000000-0000-0000-0000-00000000d002");

    private StepExamples() {}

    public static Map<String, Step<?>> all() {
        PassSettings settings = PassSettings.ofDefaults();
        AnalyticsSettings accounts = AnalyticsSettings.of(PathMapping.builder()
                .map(AccountKind.ADLS_GEN1, "storeeast", "storecentral")
                .build());
        Map<String, Step<?>> all = new TreeMap<>(AccountStepExamples.all());
        all.putAll(Map.ofEntries(
                Map.entry("check-tree/1", new CheckTree("orders", Side.A)),
                Map.entry("create-tree/1", new CreateTree("orders", Side.B)),
                Map.entry("replicate-tree/1", new ReplicateTree("orders", Side.A, settings, true)),
                Map.entry(
                        "replicate-tree-unfenced/1",
                        new UnfencedPass(new ReplicateTree("orders", Side.A, settings, true))),
                Map.entry(
                        "replicate-tree-part-unfenced/1",
                        new UnfencedPart(new ReplicateTreePart("orders", Side.A, settings, true))),
                Map.entry(
                        "restore-tree-unfenced/1",
                        new UnfencedRestore(new RestoreTree("orders", Side.B, 12, "lake/announce", settings))),
                Map.entry("hold-tree-replication/1", new HoldReplication("orders", Side.B, "side B became active")),
                Map.entry("turn-tree-replication/1", new TurnReplication("orders", Side.A, settings)),
                Map.entry("announce-restore/1", new AnnounceRestore("orders", Side.B, 12, settings)),
                Map.entry("restore-tree/2", new RestoreTree("orders", Side.B, 12, "lake/announce", settings)),
                Map.entry("release-tree-hold/1", new ReleaseHold("orders", Side.B)),
                Map.entry("resume-replication/1", new ResumeReplication("orders", Side.B)),
                Map.entry("check-analytics/1", new CheckAnalytics(Side.B)),
                Map.entry("replicate-tree-part/1", new ReplicateTreePart("orders", Side.A, settings, true)),
                Map.entry(
                        "sync-catalog/1",
                        new SyncCatalog(
                                "orders", Side.A, accounts, List.of(ObjectName.table("sales", "dbo", "orders")))),
                Map.entry("replicate-tables/1", new ReplicateTables("orders", Side.A, accounts)),
                Map.entry(
                        "keep-jobs/1",
                        new KeepJobs(
                                "orders", Side.A, List.of(new Recurring(DAILY, Optional.of(DAILY), Set.of(WEEKLY))))),
                Map.entry(
                        "whole-point/1",
                        new WholePoint("orders", Side.A, "lake/replicate", List.of("lake/catalog", "lake/tables"))),
                Map.entry("cancel-replication-jobs/1", new CancelReplicationJobs("orders", Side.B, accounts)),
                Map.entry("finish-imports/1", new FinishImports("orders", Side.B, accounts)),
                Map.entry(
                        "restore-table/1",
                        new RestoreTable(
                                "orders",
                                Side.A,
                                ObjectName.table("sales", "dbo", "orders"),
                                Instant.parse("2026-11-20T12:00:00Z"),
                                accounts)),
                Map.entry("check-tables/1", new CheckTables("orders", Side.B)),
                Map.entry("turn-lake/1", new TurnLake("orders", Side.A, settings, accounts)),
                Map.entry("check-job/1", new CheckJob("orders", Side.B, DAILY, accounts)),
                Map.entry("resubmit-job/1", new ResubmitJob("orders", Side.B, DAILY, accounts))));
        return all;
    }
}
