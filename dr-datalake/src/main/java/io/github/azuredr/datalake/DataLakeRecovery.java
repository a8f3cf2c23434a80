package io.github.azuredr.datalake;

import io.github.azuredr.contract.FailoverContract;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.Observation;
import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.datalake.files.PassSettings;
import io.github.azuredr.datalake.files.UnusedHold;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A file tree on both sides, in Data Lake Storage Gen2 or plain blob storage, that fails over.
 *
 * <p>Passes copy from the active side; a failover ends them, a turn makes them run the other way. What is lost in a forced
 * failover is found by the surviving side's manifest when the other side returns.
 */
public final class DataLakeRecovery implements FailoverContract<LakeSide> {
    private final String tree;
    private final Map<Side, LakeSide> sides;
    private final PassSettings settings;
    private final TransferRoom room;

    private DataLakeRecovery(String tree, Map<Side, LakeSide> sides, PassSettings settings, TransferRoom room) {
        this.tree = tree;
        this.sides = Map.copyOf(sides);
        this.settings = settings;
        this.room = room;
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
                Map.of(Side.A, new RoomedLake(a, room), Side.B, new RoomedLake(b, room)),
                PassSettings.ofDefaults(),
                room);
    }

    /** The same tree with other choices. */
    public DataLakeRecovery with(PassSettings other) {
        return new DataLakeRecovery(tree, sides, other, room);
    }

    @Override
    public StepTypes<LakeSide> stepTypes() {
        return StepTypes.<LakeSide>none()
                .with("check-tree/1", CheckTree.class)
                .with("create-tree/1", CreateTree.class)
                .with("replicate-tree/1", ReplicateTree.class)
                .with("hold-tree-replication/1", HoldReplication.class)
                .with("turn-tree-replication/1", TurnReplication.class)
                .with("announce-restore/1", AnnounceRestore.class)
                .with("restore-tree/1", RestoreTree.class)
                .with("release-tree-hold/1", ReleaseHold.class)
                .with("resume-replication/1", ResumeReplication.class);
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
        boolean exists = lake.exists();
        facts.put("exists", Boolean.toString(exists));
        facts.put("name", lake.traits().name());
        facts.put("hierarchical", Boolean.toString(lake.traits().hierarchical()));
        if (exists) {
            head(Manifest.peek(lake, tree, once), facts);
        }
        return Observation.of(room.clock().instant(), facts);
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
        return TreeGaps.of(tree, now);
    }

    @Override
    public void plan(Goal goal, Situation now, PlanDraft<LakeSide> draft) {
        if (goal instanceof Goal.Prepare) {
            prepare(now, draft);
        } else if (goal instanceof Goal.Replicate) {
            replicate(now, draft);
        } else if (goal instanceof Goal.Reprotect) {
            reprotect(now, draft);
        } else if (goal instanceof Goal.RestoreTo restore) {
            restore(restore, now, draft);
        } else if (goal instanceof Goal.DrillIn drill) {
            check(draft, now.pair().sideOf(drill.region()), Phase.PROVE);
        } else if (goal.movesTheActiveSide()) {
            goal.place().map(now.pair()::sideOf).ifPresent(to -> failOver(to, now, draft));
        }
    }

    /** Nothing when both places are there: the look that said so has read from each. */
    private void prepare(Situation now, PlanDraft<LakeSide> draft) {
        Side source = now.source();
        Side target = source.other();
        if (TreeGaps.present(now, source) && TreeGaps.present(now, target)) {
            return;
        }
        check(draft, source, Phase.PROVE);
        if (TreeGaps.missing(now, target)) {
            draft.step("create-" + letter(target), Phase.CATCH_UP, new CreateTree(tree, target));
            check(draft, target, Phase.VERIFY);
        } else {
            check(draft, target, Phase.PROVE);
        }
    }

    private void replicate(Situation now, PlanDraft<LakeSide> draft) {
        if (now.active().isEmpty()) {
            draft.blocked("no-active-side", "No side is active, so there is nothing to replicate from.");
            return;
        }
        Side active = now.active().get();
        boolean resumed = resume(active.other(), now, draft);
        PlanDraft<LakeSide>.Drafted pass =
                draft.step("replicate", Phase.CATCH_UP, new ReplicateTree(tree, active, settings, false));
        if (resumed) {
            pass.after("resume");
        }
    }

    private void failOver(Side to, Situation now, PlanDraft<LakeSide> draft) {
        if (now.active().equals(Optional.of(to))) {
            return;
        }
        Side from = to.other();
        check(draft, from, Phase.PROVE);
        check(draft, to, Phase.PROVE);
        boolean resumed = resume(to, now, draft);
        PlanDraft<LakeSide>.Drafted last =
                draft.step("last-pass", Phase.CATCH_UP, new ReplicateTree(tree, from, settings, true));
        if (resumed) {
            last.after("resume");
        }
        draft.step("hold", Phase.ACTIVATE, new HoldReplication(tree, to, UnusedHold.byFailoverTo(to)));
        draft.step("check-active", Phase.VERIFY, new CheckTree(tree, to));
        draft.step("turn", Phase.TIDY, new TurnReplication(tree, from, settings));
        draft.instruct("take the write role on " + now.label(to) + " away from the identity that replicated into it;"
                + " the hold ends passes of this library, the role ends everything.");
    }

    /** A failover to this side that was given up has left its hold. */
    private boolean resume(Side target, Situation now, PlanDraft<LakeSide> draft) {
        if (!TreeGaps.heldUnused(now, target)) {
            return false;
        }
        draft.step("resume", Phase.CATCH_UP, new ResumeReplication(tree, target));
        return true;
    }

    private void reprotect(Situation now, PlanDraft<LakeSide> draft) {
        if (now.active().isEmpty()) {
            draft.blocked("no-active-side", "No side is active, so there is nothing to protect.");
            return;
        }
        Side active = now.active().get();
        Side standby = active.other();
        draft.step("turn", Phase.CATCH_UP, new TurnReplication(tree, standby, settings));
        boolean restored = RestoredState.of(now, standby).isPresent() || TreeGaps.heldByRestore(now, standby);
        if (restored) {
            draft.note(
                    "gives-the-restore-up",
                    "Tree " + tree + " on " + now.label(standby) + " was brought back to an earlier point; the pass"
                            + " brings it up to date again.");
            draft.step("release", Phase.CATCH_UP, new ReleaseHold(tree, standby))
                    .after("turn");
        }
        draft.step("replicate", Phase.CATCH_UP, new ReplicateTree(tree, active, settings, false))
                .after(restored ? "release" : "turn");
    }

    private void restore(Goal.RestoreTo goal, Situation now, PlanDraft<LakeSide> draft) {
        if (!goal.workload().equals(now.workload())) {
            return;
        }
        Optional<PointHandle> handle =
                PointHandle.parse(goal.point()).filter(point -> point.tree().equals(tree));
        if (handle.isEmpty()) {
            draft.blocked(
                    "unknown-point",
                    "'" + goal.point() + "' is not a recovery point of tree " + tree + "; they look like "
                            + PointHandle.of(tree, Side.B, 12) + ".");
            return;
        }
        if (!now.active().equals(Optional.of(handle.get().side()))) {
            draft.mustAccept(
                    "restores-the-standby",
                    "The versions of this point are kept on "
                            + now.label(handle.get().side())
                            + ", which is not active: its tree is brought back and replication into it held. From then"
                            + " on a failover to it loses everything since that point, more than the newest recovery"
                            + " point says, until reprotect releases the hold and a pass completes.");
        }
        Side side = handle.get().side();
        long generation = handle.get().generation();
        draft.step("announce", Phase.CATCH_UP, new AnnounceRestore(tree, side, generation, settings));
        draft.step("restore", Phase.CATCH_UP, new RestoreTree(tree, side, generation, settings))
                .after("announce");
    }

    private void check(PlanDraft<LakeSide> draft, Side side, Phase phase) {
        draft.step("check-" + letter(side), phase, new CheckTree(tree, side));
    }

    private static String letter(Side side) {
        return side == Side.A ? "a" : "b";
    }
}
