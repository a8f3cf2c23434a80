package io.github.azuredr.datalake;

import io.github.azuredr.datalake.files.PassSettings;
import io.github.azuredr.datalake.files.Restore;
import io.github.azuredr.datalake.manifest.Manifest;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.Patience;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.util.Set;

/**
 * Lets passes write over a standby that was brought back to an earlier point. A failover's hold is refused: only a turn ends
 * that one.
 *
 * @param tree the tree's name
 * @param side the side that was restored
 */
record ReleaseHold(String tree, Side side) implements Step<LakeSide> {
    @Override
    public String title() {
        return "Let replication of tree " + tree + " write over what was restored on side " + side;
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CHANGES;
    }

    @Override
    public Fencing fencing() {
        return Fencing.CONDITIONAL;
    }

    @Override
    public Set<Side> touches() {
        return Set.of(side);
    }

    @Override
    public Presence observe(StepContext<LakeSide> at) {
        try {
            return Manifest.peek(at.on(side), tree, Patience.ofDefaults(at::pause))
                            .hold()
                            .isEmpty()
                    ? Presence.present()
                    : Presence.absent();
        } catch (LakeException failed) {
            return Presence.unclear(String.valueOf(failed.getMessage()));
        }
    }

    @Override
    public Outcome.Answer execute(StepContext<LakeSide> at) {
        return Answers.of(() -> {
            LakeSide lake = at.on(side);
            Restore.of(tree, lake, PassSettings.ofDefaults(), Answers.runtime(at, lake.room()))
                    .release();
            return Outcome.done();
        });
    }
}
