package io.github.azuredr.datalake;

import io.github.azuredr.contract.FailoverContract;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.Observation;
import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.datalake.account.AccountInventory;
import io.github.azuredr.datalake.account.AccountLook;
import io.github.azuredr.datalake.account.AccountPair;
import io.github.azuredr.datalake.account.AccountSteps;
import io.github.azuredr.datalake.account.AnalyticsAccounts;
import io.github.azuredr.datalake.files.PassSettings;
import io.github.azuredr.datalake.manifest.CompletePoint;
import io.github.azuredr.datalake.manifest.Manifest;
import io.github.azuredr.datalake.manifest.ManifestHead;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.Patience;
import io.github.azuredr.datalake.store.TransferRoom;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.step.StepTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A file tree on both sides, in Data Lake Storage Gen2 or Gen1 or plain blob storage, that fails over, alone or together
 * with the analytics accounts that work on it.
 *
 * <p>Passes copy from the active side; a failover ends them, a turn makes them run the other way. What is lost in a forced
 * failover is found by the surviving side's manifest when the other side returns.
 */
public final class DataLakeRecovery implements FailoverContract<LakeSide> {
    private final String tree;
    private final Map<Side, JoinedLake> sides;
    private final PassSettings settings;
    private final TransferRoom room;
    private final Optional<AnalyticsPair> analytics;
    private final Optional<AccountPair> accounts;

    private DataLakeRecovery(
            String tree,
            Map<Side, JoinedLake> sides,
            PassSettings settings,
            TransferRoom room,
            Optional<AnalyticsPair> analytics,
            Optional<AccountPair> accounts) {
        this.tree = tree;
        this.sides = Map.copyOf(sides);
        this.settings = settings;
        this.room = room;
        this.analytics = analytics;
        this.accounts = accounts;
    }

    /**
     * Protects one tree.
     *
     * @param tree a name for it: lower-case letters, digits and hyphens
     * @param a the tree on side A
     * @param b the tree on side B
     * @param room where transfers run
     */
    public static DataLakeRecovery of(String tree, LakePort a, LakePort b, TransferRoom room) {
        return new DataLakeRecovery(
                tree,
                Map.of(Side.A, JoinedLake.of(a, room), Side.B, JoinedLake.of(b, room)),
                PassSettings.ofDefaults(),
                room,
                Optional.empty(),
                Optional.empty());
    }

    /** The same tree with other choices. */
    public DataLakeRecovery with(PassSettings other) {
        return new DataLakeRecovery(tree, sides, other, room, analytics, accounts);
    }

    /**
     * The same tree together with the analytics accounts that work on it: their catalogs and tables are replicated beside the
     * files, their recurring jobs go on after a failover.
     */
    public DataLakeRecovery withAnalytics(AnalyticsPair pair) {
        Map<Side, JoinedLake> joined = new EnumMap<>(Side.class);
        sides.forEach((side, lake) -> joined.put(
                side,
                lake.with(
                        pair.on(side), pair.logins(), pair.settings().root(side).isEmpty())));
        return new DataLakeRecovery(tree, joined, settings, room, Optional.of(pair), accounts);
    }

    /**
     * The same lake whose accounts are managed: {@code prepare} creates those of the second region like those of the first, and
     * readiness tells where they differ.
     *
     * @param pair which accounts stand for which
     * @param a those of side A
     * @param b those of side B, which need not exist yet
     */
    public DataLakeRecovery withAccounts(AccountPair pair, AnalyticsAccounts a, AnalyticsAccounts b) {
        Map<Side, JoinedLake> managed = new EnumMap<>(Side.class);
        sides.forEach((side, lake) -> managed.put(side, lake.managing(side == Side.A ? a : b)));
        return new DataLakeRecovery(tree, managed, settings, room, analytics, Optional.of(pair));
    }

    @Override
    public StepTypes<LakeSide> stepTypes() {
        return AccountSteps.addedTo(StepTypes.<LakeSide>none())
                .with("check-tree/1", CheckTree.class)
                .with("create-tree/1", CreateTree.class)
                .with("replicate-tree/1", ReplicateTree.class)
                .with("replicate-tree-unfenced/1", UnfencedPass.class)
                .with("hold-tree-replication/1", HoldReplication.class)
                .with("turn-tree-replication/1", TurnReplication.class)
                .with("announce-restore/1", AnnounceRestore.class)
                .with("restore-tree/2", RestoreTree.class)
                .with("restore-tree-unfenced/1", UnfencedRestore.class)
                .with("release-tree-hold/1", ReleaseHold.class)
                .with("resume-replication/1", ResumeReplication.class)
                .with("check-analytics/1", CheckAnalytics.class)
                .with("replicate-tree-part/1", ReplicateTreePart.class)
                .with("replicate-tree-part-unfenced/1", UnfencedPart.class)
                .with("sync-catalog/1", SyncCatalog.class)
                .with("replicate-tables/1", ReplicateTables.class)
                .with("keep-jobs/1", KeepJobs.class)
                .with("whole-point/1", WholePoint.class)
                .with("cancel-replication-jobs/1", CancelReplicationJobs.class)
                .with("finish-imports/1", FinishImports.class)
                .with("restore-table/1", RestoreTable.class)
                .with("check-tables/1", CheckTables.class)
                .with("turn-lake/1", TurnLake.class)
                .with("check-job/1", CheckJob.class)
                .with("resubmit-job/1", ResubmitJob.class);
    }

    @Override
    public LakeSide port(Side side) {
        LakeSide port = sides.get(side);
        if (port == null) {
            throw new IllegalArgumentException("side: a tree has sides A and B, was asked for " + side);
        }
        return port;
    }

    @Override
    public Observation observe(Side side) {
        LakeSide lake = port(side);
        Patience once = new Patience(1, Duration.ofMillis(1), duration -> {});
        Map<String, String> facts = new TreeMap<>();
        Optional<AccountInventory> below = accounts.map(pair -> AccountLook.at(lake, pair, side));
        boolean exists = ManagedAccounts.exists(below, lake);
        facts.put("exists", Boolean.toString(exists));
        facts.put("name", lake.traits().name());
        facts.put("hierarchical", Boolean.toString(lake.traits().hierarchical()));
        if (exists) {
            head(Manifest.peek(lake, tree, once), facts);
        }
        if (analytics.isPresent() && ManagedAccounts.serve(below)) {
            facts.putAll(AnalyticsLook.at(lake, tree, exists, once));
        }
        return new Observation(room.clock().instant(), facts, below.map(AccountInventory::text));
    }

    private static void head(ManifestHead head, Map<String, String> facts) {
        facts.put("generation", Long.toString(head.generation()));
        facts.put("epoch", Long.toString(head.epoch()));
        facts.put("hold", head.hold());
        facts.put("stopped", head.stopped());
        facts.put("points", Integer.toString(head.points().size()));
        head.points().stream()
                .reduce((older, newer) -> newer)
                .map(CompletePoint::sourceTime)
                .ifPresent(time -> facts.put("newestPoint", time.toString()));
    }

    @Override
    public List<Gap> gaps(Situation now) {
        List<Gap> gaps = new ArrayList<>(TreeGaps.of(tree, now));
        analytics.ifPresent(pair -> gaps.addAll(AnalyticsGaps.of(tree, pair, now)));
        accounts.ifPresent(pair -> gaps.addAll(ManagedAccounts.gaps(pair, now)));
        return gaps;
    }

    @Override
    public void plan(Goal goal, Situation now, PlanDraft<LakeSide> draft) {
        Optional<AnalyticsPlans> catalogs = analytics.map(pair -> new AnalyticsPlans(tree, pair));
        TreePlans trees = new TreePlans(
                tree, settings, catalogs, side -> port(side).traits().conditional());
        if (goal instanceof Goal.Prepare) {
            List<String> made = accounts.map(pair -> ManagedAccounts.draft(pair, now, draft))
                    .orElse(List.of());
            trees.prepare(now, draft, made);
            catalogs.ifPresent(each -> each.rebuild(now, draft));
        } else if (goal instanceof Goal.Replicate) {
            trees.replicate(now, draft);
        } else if (goal instanceof Goal.Reprotect) {
            trees.reprotect(now, draft);
            accounts.ifPresent(pair -> ManagedAccounts.draft(pair, now, draft));
        } else if (goal instanceof Goal.RestoreTo restore) {
            trees.restore(restore, now, draft);
        } else if (goal instanceof Goal.DrillIn drill) {
            Side side = now.pair().sideOf(drill.region());
            trees.check(draft, side, Phase.PROVE);
            catalogs.ifPresent(each -> each.drill(side, draft));
        } else if (goal.movesTheActiveSide()) {
            goal.place().map(now.pair()::sideOf).ifPresent(to -> trees.failOver(to, now, draft));
        }
    }
}
