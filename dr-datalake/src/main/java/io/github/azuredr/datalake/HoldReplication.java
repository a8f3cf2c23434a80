package io.github.azuredr.datalake;

import io.github.azuredr.datalake.manifest.Manifest;
import io.github.azuredr.datalake.manifest.ManifestHead;
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
 * Ends replication into the side that is about to become active: passes of older epochs are refused from now on, and one in
 * flight, which may run in a process nobody can reach, stops at its next batch.
 *
 * @param tree the tree's name
 * @param side the side that becomes active
 * @param why shown to whoever is refused
 */
record HoldReplication(String tree, Side side, String why) implements Step<LakeSide> {
    @Override
    public String title() {
        return "End replication of tree " + tree + " into side " + side;
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
            ManifestHead head = Manifest.peek(at.on(side), tree, Patience.ofDefaults(at::pause));
            return head.epoch() >= at.epoch() && !head.hold().isEmpty() ? Presence.present() : Presence.absent();
        } catch (LakeException failed) {
            return Presence.unclear(String.valueOf(failed.getMessage()));
        }
    }

    @Override
    public Outcome.Answer execute(StepContext<LakeSide> at) {
        return Answers.of(() -> {
            ManifestHead head = Manifest.fence(at.on(side), tree, at.epoch(), why, Patience.ofDefaults(at::pause));
            return head.epoch() == at.epoch()
                    ? Outcome.done().with("generation", head.generation())
                    : Outcome.refused("held", "Tree " + tree + " is under the later epoch " + head.epoch() + ".");
        });
    }
}
