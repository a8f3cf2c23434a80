package io.github.azuredr.datalake;

import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.util.Set;

/**
 * Creates a side's container or file system unless it is there.
 *
 * @param tree the tree's name
 * @param side the side
 */
record CreateTree(String tree, Side side) implements Step<LakeSide> {
    @Override
    public String title() {
        return "Create the place of tree " + tree + " on side " + side;
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CREATES;
    }

    /** The service refuses to create it twice, and nobody of ours ever deletes it. */
    @Override
    public Fencing fencing() {
        return Fencing.CONVERGENT;
    }

    @Override
    public Set<Side> touches() {
        return Set.of(side);
    }

    @Override
    public Presence observe(StepContext<LakeSide> at) {
        try {
            return at.on(side).exists() ? Presence.present() : Presence.absent();
        } catch (LakeException failed) {
            return Presence.unclear(String.valueOf(failed.getMessage()));
        }
    }

    @Override
    public Outcome.Answer execute(StepContext<LakeSide> at) {
        return Answers.of(() -> Outcome.done().with("created", at.on(side).create()));
    }
}
