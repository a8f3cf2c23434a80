package io.github.azuredr.datalake;

import io.github.azuredr.datalake.files.PassSettings;
import io.github.azuredr.datalake.files.Restore;
import io.github.azuredr.datalake.manifest.CompletePoint;
import io.github.azuredr.datalake.manifest.Manifest;
import io.github.azuredr.datalake.store.Patience;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts on record that a side is about to be brought back, before anything on it is: a restore that is killed, or abandoned
 * half-way, must not leave a journal that takes the tree for as new as before.
 *
 * @param tree the tree's name
 * @param side the side
 * @param generation the pass it is brought back to
 * @param settings what the tree's owner chose
 */
record AnnounceRestore(String tree, Side side, long generation, PassSettings settings) implements Step<LakeSide> {
    /** The fact that says which pass is the newest when the restore is announced. */
    static final String NEWEST = "newest";

    @Override
    public String title() {
        return "Record that tree " + tree + " on side " + side + " goes back to its pass " + generation;
    }

    @Override
    public EffectKind effect() {
        return EffectKind.READS;
    }

    @Override
    public Fencing fencing() {
        return Fencing.CONVERGENT;
    }

    @Override
    public Set<Side> touches() {
        return Set.of(side);
    }

    /** It only reads; what it proves is the same each time. */
    @Override
    public Presence observe(StepContext<LakeSide> at) {
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<LakeSide> at) {
        return Answers.of(() -> {
            LakeSide lake = at.on(side);
            List<CompletePoint> points = Restore.of(tree, lake, settings, Answers.runtime(at, lake.room()))
                    .points();
            Optional<CompletePoint> point = points.stream()
                    .filter(one -> one.generation() == generation)
                    .findFirst();
            if (point.isEmpty()) {
                return Outcome.refused(
                        "unknown-point",
                        "Tree " + tree + " on side " + side + " has no complete point " + generation
                                + " whose later versions are still kept; " + instead(points));
            }
            long as = Manifest.peek(lake, tree, Patience.ofDefaults(at::pause)).generation();
            return Outcome.done()
                    .with(NEWEST, as)
                    .proving(new RestoredState(
                                    generation, as, point.get().sourceTime().toString())
                            .on(side));
        });
    }

    private String instead(List<CompletePoint> points) {
        if (points.isEmpty()) {
            return "there is none yet.";
        }
        return "choose one from " + spoken(points.get(0)) + " to " + spoken(points.get(points.size() - 1)) + ", "
                + points.size() + " in all.";
    }

    private String spoken(CompletePoint point) {
        return PointHandle.of(tree, side, point.generation()) + " (" + point.sourceTime() + ")";
    }
}
