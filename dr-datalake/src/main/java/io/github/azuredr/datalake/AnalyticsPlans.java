package io.github.azuredr.datalake;

import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.datalake.catalog.ObjectName;
import io.github.azuredr.datalake.files.PassSettings;
import io.github.azuredr.datalake.job.Recurring;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What plans do with catalog, tables and jobs of the analytics accounts; pure. */
final class AnalyticsPlans {
    private final String tree;
    private final AnalyticsPair pair;
    private final AnalyticsSettings settings;

    AnalyticsPlans(String tree, AnalyticsPair pair) {
        this.tree = tree;
        this.pair = pair;
        this.settings = pair.settings();
    }

    void check(Side side, PlanDraft<LakeSide> draft, Phase phase) {
        draft.step("check-analytics-" + TreePlans.letter(side), phase, new CheckAnalytics(side));
    }

    /** Tables that only a person may let be dropped and created again. */
    void rebuild(Situation now, PlanDraft<LakeSide> draft) {
        List<ObjectName> drifted = AnalyticsLook.drifted(now, now.source().other());
        if (drifted.isEmpty() || now.active().isEmpty()) {
            return;
        }
        draft.mustAccept(
                "rebuild-tables",
                "The copies of " + drifted + " on " + now.label(now.source().other())
                        + " cannot be altered in place: they are dropped and created again, and their rows are missing"
                        + " there until the next pass has copied them.");
        draft.step("rebuild", Phase.CATCH_UP, new SyncCatalog(tree, now.source(), settings, drifted));
    }

    /** Catalog, then rows; the recovery point is complete when they and the tree are. */
    void replicate(String treeStep, Side from, Situation now, PlanDraft<LakeSide> draft, String... after) {
        draft.step("catalog", Phase.CATCH_UP, new SyncCatalog(tree, from, settings, List.of()))
                .after(after);
        draft.step("tables", Phase.CATCH_UP, new ReplicateTables(tree, from, settings))
                .after("catalog");
        List<String> all = new ArrayList<>(List.of(treeStep, "catalog", "tables"));
        if (!pair.recurring().isEmpty()) {
            draft.step("jobs", Phase.CATCH_UP, new KeepJobs(tree, from, pair.recurring()))
                    .after(after);
            all.add("jobs");
        }
        String workload = now.workload() + "/";
        draft.step(
                        "point",
                        Phase.CATCH_UP,
                        new WholePoint(
                                tree, from, workload + treeStep, List.of(workload + "catalog", workload + "tables")))
                .after(all.toArray(String[]::new));
    }

    /** Before the switch: nothing of replication writes on, nothing is left half written. */
    void activate(Side to, PlanDraft<LakeSide> draft, String hold) {
        draft.step("cancel-jobs", Phase.ACTIVATE, new CancelReplicationJobs(tree, to, settings))
                .after(hold);
        draft.step("finish-imports", Phase.ACTIVATE, new FinishImports(tree, to, settings))
                .after("cancel-jobs");
    }

    /** After the switch: tables are whole, recurring jobs run, each after those it depends on. */
    void goOn(Side to, PlanDraft<LakeSide> draft) {
        draft.step("check-tables", Phase.VERIFY, new CheckTables(tree, to));
        for (Recurring each : pair.recurring()) {
            draft.step(
                            name("run-job-", each.recurrenceId()),
                            Phase.VERIFY,
                            new ResubmitJob(tree, to, each.recurrenceId(), settings))
                    .after(each.after().stream().map(id -> name("run-job-", id)).toArray(String[]::new));
        }
    }

    void instruct(Side to, Situation now, PlanDraft<LakeSide> draft) {
        draft.instruct(
                "submit jobs to the account on " + now.label(to) + " from now on; DataLakeJobs does so by itself,"
                        + " whoever submits otherwise must be told, with scripts written for that account.");
    }

    /** A rehearsal compiles and runs nothing. */
    void drill(Side side, PlanDraft<LakeSide> draft) {
        check(side, draft, Phase.PROVE);
        for (Recurring each : pair.recurring()) {
            draft.step(
                    name("compile-job-", each.recurrenceId()),
                    Phase.PROVE,
                    new CheckJob(tree, side, each.recurrenceId(), settings));
        }
    }

    /** A table comes back where it is used; the next pass carries it over. */
    void restore(TablePoint point, Situation now, PlanDraft<LakeSide> draft) {
        if (!now.active().equals(Optional.of(point.side()))) {
            draft.blocked(
                    "restores-the-standby",
                    "Tables are brought back on the active side, and the next pass carries them over; "
                            + now.label(point.side()) + " is not active.");
            return;
        }
        draft.step(
                "restore-table",
                Phase.CATCH_UP,
                new RestoreTable(tree, point.side(), point.table(), point.at(), settings));
    }

    Step<LakeSide> turn(Side returned, PassSettings files) {
        return new TurnLake(tree, returned, files, settings);
    }

    private static String name(String verb, UUID recurrence) {
        return verb + recurrence;
    }
}
