package io.github.azuredr.datashare.consumer;

import io.github.azuredr.datashare.ground.Calls;
import io.github.azuredr.datashare.port.DataShareSubscriber;
import io.github.azuredr.datashare.resource.Scratch;
import io.github.azuredr.datashare.resource.ScratchPlace;
import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.Memo;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the container a rehearsal goes to, marked as ours; one that somebody else made is left alone.
 *
 * @param side where
 * @param place which container
 * @param owner how it is marked
 */
record OpenScratch(Side side, ScratchPlace place, String owner) implements Step<DataShareSubscriber> {
    @Override
    public String title() {
        return "Make container " + place + " for the rehearsal on side " + side;
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CREATES;
    }

    @Override
    public Fencing fencing() {
        return Fencing.CONVERGENT;
    }

    @Override
    public Set<Side> touches() {
        return Set.of(side);
    }

    @Override
    public Presence observe(StepContext<DataShareSubscriber> at) {
        Presence seen = Calls.look(() -> ours(at).isPresent());
        return seen instanceof Presence.Present
                ? new Presence.Present(Map.of(), List.of(memo(ours(at).orElseThrow())))
                : seen;
    }

    @Override
    public Outcome.Answer execute(StepContext<DataShareSubscriber> at) {
        return Calls.answer(() -> {
            if (at.on(side).scratch(place).isPresent() && ours(at).isEmpty()) {
                return Outcome.refused(
                        "container-taken",
                        "The container " + place + " was not made for a rehearsal: give rehearsals another name.");
            }
            if (ours(at).isEmpty()) {
                at.on(side).openScratch(place, owner);
            }
            return Outcome.done().proving(memo(ours(at).orElseThrow()));
        });
    }

    private Optional<Scratch> ours(StepContext<DataShareSubscriber> at) {
        return at.on(side).scratch(place).filter(one -> one.owner().equals(Optional.of(owner)));
    }

    /** So that the rehearsal's end finds it without looking for it. */
    private Memo memo(Scratch scratch) {
        return new Memo(Map.of(CloseScratch.memoName(side, place), scratch.etag()));
    }
}
