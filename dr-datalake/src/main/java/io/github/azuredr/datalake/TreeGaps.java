package io.github.azuredr.datalake;

import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.datalake.files.Restore;
import io.github.azuredr.datalake.files.UnusedHold;
import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.RecoveryPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a tree lacks to be failed over, told from the newest looks and recovery points; pure. */
final class TreeGaps {
    private final String tree;
    private final Situation now;
    private final Side source;
    private final Side target;
    private final List<Gap> gaps = new ArrayList<>();

    private TreeGaps(String tree, Situation now) {
        this.tree = tree;
        this.now = now;
        this.source = now.source();
        this.target = source.other();
    }

    static List<Gap> of(String tree, Situation now) {
        TreeGaps all = new TreeGaps(tree, now);
        all.missing();
        all.points();
        all.restored();
        all.stopped();
        all.held();
        all.unlike();
        return List.copyOf(all.gaps);
    }

    /** Whether a look said that a side's container or file system is not there. */
    static boolean missing(Situation now, Side side) {
        return fact(now, side, "exists").filter("false"::equals).isPresent();
    }

    /** Whether a look said that it is there. */
    static boolean present(Situation now, Side side) {
        return fact(now, side, "exists").filter("true"::equals).isPresent();
    }

    private void missing() {
        if (missing(now, source)) {
            gaps.add(Gap.critical(
                    "source-missing",
                    "Tree " + tree + " has no container on " + now.label(source) + ", which is to be copied from.",
                    "check the account and container given for that side; the library does not create this one."));
        }
        if (missing(now, target)) {
            gaps.add(Gap.critical(
                    "target-missing",
                    "Tree " + tree + " has no container on " + now.label(target) + " to be copied into.",
                    "run prepare; it creates the container."));
        }
    }

    private void points() {
        Optional<RecoveryPoint> newest = now.newestComplete(source);
        if (newest.isEmpty()) {
            gaps.add(Gap.critical(
                    "never-replicated",
                    "Tree " + tree + " has never been replicated completely from " + now.label(source) + ".",
                    "run a replication pass to its end."));
        } else {
            late(newest.get()).ifPresent(gaps::add);
        }
    }

    private Optional<Gap> late(RecoveryPoint newest) {
        Duration age = Duration.between(newest.at(), now.now());
        double cadences = (double) age.toMillis() / now.replication().every().toMillis();
        String text = "The newest complete copy of tree " + tree + " is from " + newest.at() + ".";
        if (cadences > now.replication().criticalBeyond()) {
            return Optional.of(Gap.critical("replication-late", text, "find out why passes do not end."));
        }
        if (cadences > now.replication().warnBeyond()) {
            return Optional.of(Gap.warning("replication-late", text, "find out why passes take so long."));
        }
        return Optional.empty();
    }

    private void stopped() {
        fact(now, target, "stopped")
                .filter(why -> !why.isEmpty())
                .ifPresent(
                        why -> gaps.add(
                                Gap.critical(
                                        "pass-stopped",
                                        "The newest pass of tree " + tree + " into " + now.label(target) + " refused "
                                                + why,
                                        "settle the path it names, then retry the step or replicate; what is finished is not copied again.")));
    }

    /** By the journal alone, so that a forced plan says it of a side nobody has looked at since. */
    private void restored() {
        RestoredState.of(now, target)
                .ifPresent(restored -> gaps.add(Gap.critical(
                        "standby-restored",
                        "Tree " + tree + " on " + now.label(target) + " was brought back to its pass "
                                + restored.generation() + ": it holds what the source had at "
                                + restored.sourceTime()
                                + ", whatever the newest recovery point says, and the loss of a forced failover is"
                                + " counted from there.",
                        "run reprotect; it releases the restore's hold, and its pass brings the tree up to date.")));
    }

    private void held() {
        if (heldUnused(now, target)) {
            gaps.add(Gap.warning(
                    "hold-left-behind",
                    "A failover to " + now.label(target) + " was given up after it had ended the replication of tree "
                            + tree + " into it.",
                    "plan what you want next; the next pass, failover or reprotect lets replication go on."));
            return;
        }
        fact(now, target, "hold")
                .filter(hold -> !hold.isEmpty())
                .ifPresent(hold -> gaps.add(Gap.critical(
                        "replication-on-hold",
                        "Replication of tree " + tree + " into " + now.label(target) + " is on hold: " + hold,
                        Restore.holds(hold)
                                ? "run reprotect when what was restored may be overwritten again; it releases the hold."
                                : "run reprotect; its turn ends a failover's hold.")));
    }

    /** Whether a look found a restore's hold on a side. */
    static boolean heldByRestore(Situation now, Side side) {
        return fact(now, side, "hold").filter(Restore::holds).isPresent();
    }

    /** Whether a failover to this side ended replication into it and was then given up; the looks at both sides say so. */
    static boolean heldUnused(Situation now, Side side) {
        Side active = side.other();
        if (!now.source().equals(active) || !present(now, active)) {
            return false;
        }
        return fact(now, side, "hold")
                .filter(hold -> UnusedHold.isUnused(
                        hold,
                        fact(now, active, "generation").map(Long::parseLong).orElse(0L),
                        fact(now, active, "hold").orElse("")))
                .isPresent();
    }

    private void unlike() {
        if (now.observations().size() == 2 && hierarchical(source) != hierarchical(target)) {
            gaps.add(Gap.warning(
                    "unlike-accounts",
                    "Only one side of tree " + tree + " has a hierarchical namespace:"
                            + " empty directories and access lists do not travel.",
                    "use accounts of the same kind on both sides."));
        }
    }

    private boolean hierarchical(Side side) {
        return fact(now, side, "hierarchical").map(Boolean::parseBoolean).orElse(false);
    }

    private static Optional<String> fact(Situation now, Side side, String name) {
        return now.observation(side).flatMap(seen -> seen.fact(name));
    }
}
