package io.github.azuredr.datalake;

import io.github.azuredr.datalake.files.UnusedHold;
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
 * Lets passes go on into a side that a failover held but that never became active, because the failover was given up.
 *
 * @param tree the tree's name
 * @param side the side that is held
 */
record ResumeReplication(String tree, Side side) implements Step<LakeSide> {
    @Override
    public String title() {
        return "Let replication of tree " + tree + " into side " + side
                + " go on; the failover that ended it was given up";
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
        return Set.of(Side.A, Side.B);
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
            UnusedHold.release(tree, at.on(side), at.on(side.other()), at.epoch(), Patience.ofDefaults(at::pause));
            return Outcome.done();
        });
    }
}
