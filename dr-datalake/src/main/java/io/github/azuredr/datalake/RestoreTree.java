package io.github.azuredr.datalake;

import io.github.azuredr.datalake.files.PassSettings;
import io.github.azuredr.datalake.files.Restore;
import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.util.Set;

/**
 * Brings a side's tree back to what it was after one of its passes; every version it replaces is kept.
 *
 * @param tree the tree's name
 * @param side the side
 * @param generation the pass
 * @param announcedBy the step that put it on record
 * @param settings what the tree's owner chose
 */
record RestoreTree(String tree, Side side, long generation, String announcedBy, PassSettings settings)
        implements Step<LakeSide> {
    @Override
    public String title() {
        return "Bring tree " + tree + " on side " + side + " back to its pass " + generation;
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CHANGES;
    }

    /** As of a pass: a late write that expects nothing there may bring back what was deleted since. */
    @Override
    public Fencing fencing() {
        return Fencing.CONVERGENT;
    }

    @Override
    public Set<Side> touches() {
        return Set.of(side);
    }

    @Override
    public Duration timeout() {
        return Duration.ofHours(12);
    }

    /**
     * Running it again is safe: the kept version first replaced after the point stays the same one, so that it is brought
     * back once more or found removed already, each write is conditional, and no pass writes while the hold is set.
     */
    @Override
    public Presence observe(StepContext<LakeSide> at) {
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<LakeSide> at) {
        return Answers.of(() -> {
            LakeSide lake = at.on(side);
            Restore restore = Restore.of(tree, lake, settings, Answers.runtime(at, lake.room()));
            Restore.Restored done = at.fact(announcedBy, AnnounceRestore.NEWEST)
                    .map(newest -> restore.to(generation, at.epoch(), Long.parseLong(newest)))
                    .orElseGet(() -> restore.to(generation, at.epoch()));
            if (!done.refusals().isEmpty()) {
                return Outcome.failed(done.refusals().size() + " files were written by someone else since and stay as"
                        + " they are, the first: " + done.refusals().get(0).path());
            }
            return Outcome.done()
                    .with("restored", done.restored())
                    .with("removed", done.removed())
                    .proving(RecoveryPoint.partial(side.other(), done.sourceTime())
                            .referring(PointHandle.of(tree, side, generation)))
                    .proving(new RestoredState(
                                    generation, done.as(), done.sourceTime().toString())
                            .on(side));
        });
    }
}
