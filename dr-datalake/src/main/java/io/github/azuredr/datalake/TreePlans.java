package io.github.azuredr.datalake;

import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.datalake.files.PassSettings;
import io.github.azuredr.datalake.files.UnusedHold;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Phase;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What plans do with the files of a tree; pure. */
final class TreePlans {
    private final String tree;
    private final PassSettings settings;
    private final Optional<AnalyticsPlans> analytics;
    private final Predicate<Side> fenced;

    /**
     * Plans for one tree.
     *
     * @param fenced whether a side's own service holds off a late write
     */
    TreePlans(String tree, PassSettings settings, Optional<AnalyticsPlans> analytics, Predicate<Side> fenced) {
        this.tree = tree;
        this.settings = settings;
        this.analytics = analytics;
        this.fenced = fenced;
    }

    /**
     * Nothing when both places are there: the look that said so has read from each.
     *
     * @param made the steps that make the accounts below, none when they are there
     */
    void prepare(Situation now, PlanDraft<LakeSide> draft, List<String> made) {
        Side source = now.source();
        Side target = source.other();
        if (TreeGaps.present(now, source) && TreeGaps.present(now, target)) {
            return;
        }
        check(draft, source, Phase.PROVE);
        analytics.ifPresent(accounts -> accounts.check(source, draft, Phase.PROVE));
        if (TreeGaps.missing(now, target)) {
            draft.step("create-" + letter(target), Phase.CATCH_UP, new CreateTree(tree, target))
                    .after(made.toArray(String[]::new));
            check(draft, target, Phase.VERIFY);
        } else {
            check(draft, target, Phase.PROVE);
        }
        // An account that is still to be made is proved once it is there.
        analytics.ifPresent(accounts -> accounts.check(target, draft, made.isEmpty() ? Phase.PROVE : Phase.VERIFY));
    }

    void replicate(Situation now, PlanDraft<LakeSide> draft) {
        if (now.active().isEmpty()) {
            draft.blocked("no-active-side", "No side is active, so there is nothing to replicate from.");
            return;
        }
        Side active = now.active().get();
        pass("replicate", active, now, draft, false, resume(active.other(), now, draft));
    }

    /** A pass over everything; without an account the tree is everything. */
    private void pass(String name, Side from, Situation now, PlanDraft<LakeSide> draft, boolean last, String... after) {
        if (analytics.isEmpty()) {
            ReplicateTree whole = new ReplicateTree(tree, from, settings, last);
            draft.step(name, Phase.CATCH_UP, fenced.test(from.other()) ? whole : new UnfencedPass(whole))
                    .after(after);
            return;
        }
        ReplicateTreePart part = new ReplicateTreePart(tree, from, settings, last);
        draft.step(name, Phase.CATCH_UP, fenced.test(from.other()) ? part : new UnfencedPart(part))
                .after(after);
        analytics.get().replicate(name, from, now, draft, after);
    }

    void failOver(Side to, Situation now, PlanDraft<LakeSide> draft) {
        if (now.active().equals(Optional.of(to))) {
            return;
        }
        Side from = to.other();
        check(draft, from, Phase.PROVE);
        check(draft, to, Phase.PROVE);
        pass("last-pass", from, now, draft, true, resume(to, now, draft));
        draft.step("hold", Phase.ACTIVATE, new HoldReplication(tree, to, UnusedHold.byFailoverTo(to)));
        analytics.ifPresent(accounts -> accounts.activate(to, draft, "hold"));
        draft.step("check-active", Phase.VERIFY, new CheckTree(tree, to));
        analytics.ifPresent(accounts -> accounts.goOn(to, draft));
        turn(from, Phase.TIDY, draft);
        draft.instruct("take the write role on " + now.label(to) + " away from the identity that replicated into it;"
                + " the hold ends passes of this library, the role ends everything.");
        analytics.ifPresent(accounts -> accounts.instruct(to, now, draft));
    }

    /** A failover to this side that was given up has left its hold; the step to come after, if there is one. */
    private String[] resume(Side target, Situation now, PlanDraft<LakeSide> draft) {
        if (!TreeGaps.heldUnused(now, target)) {
            return new String[0];
        }
        draft.step("resume", Phase.CATCH_UP, new ResumeReplication(tree, target));
        return new String[] {"resume"};
    }

    void reprotect(Situation now, PlanDraft<LakeSide> draft) {
        if (now.active().isEmpty()) {
            draft.blocked("no-active-side", "No side is active, so there is nothing to protect.");
            return;
        }
        Side active = now.active().get();
        Side standby = active.other();
        turn(standby, Phase.CATCH_UP, draft);
        boolean restored = RestoredState.of(now, standby).isPresent() || TreeGaps.heldByRestore(now, standby);
        if (restored) {
            draft.note(
                    "gives-the-restore-up",
                    "Tree " + tree + " on " + now.label(standby) + " was brought back to an earlier point; the pass"
                            + " brings it up to date again.");
            draft.step("release", Phase.CATCH_UP, new ReleaseHold(tree, standby))
                    .after("turn");
        }
        pass("replicate", active, now, draft, false, restored ? "release" : "turn");
    }

    private void turn(Side returned, Phase phase, PlanDraft<LakeSide> draft) {
        draft.step(
                "turn",
                phase,
                analytics.isPresent()
                        ? analytics.get().turn(returned, settings)
                        : new TurnReplication(tree, returned, settings));
    }

    void restore(Goal.RestoreTo goal, Situation now, PlanDraft<LakeSide> draft) {
        if (!goal.workload().equals(now.workload())) {
            return;
        }
        Optional<TablePoint> table = TablePoint.parse(goal.point())
                .filter(point -> analytics.isPresent() && point.tree().equals(tree));
        if (table.isPresent()) {
            analytics.get().restore(table.get(), now, draft);
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
        RestoreTree restore = new RestoreTree(tree, side, generation, now.workload() + "/announce", settings);
        draft.step("restore", Phase.CATCH_UP, fenced.test(side) ? restore : new UnfencedRestore(restore))
                .after("announce");
    }

    void check(PlanDraft<LakeSide> draft, Side side, Phase phase) {
        draft.step("check-" + letter(side), phase, new CheckTree(tree, side));
    }

    static String letter(Side side) {
        return side == Side.A ? "a" : "b";
    }
}
