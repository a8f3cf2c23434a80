package io.github.azuredr.datashare.consumer;

import io.github.azuredr.azure.ArmException;
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
import io.github.azuredr.step.Victim;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes the container of a rehearsal with all that lies in it, if it is still the one that was made.
 *
 * @param side where
 * @param place which container
 * @param etag its ETag when it was made
 */
record CloseScratch(Side side, ScratchPlace place, String etag) implements Step<DataShareSubscriber> {
    private static final String MEMO = "rehearsal-";

    /** Under what name the container is remembered: a storage account's name has no hyphen. */
    static String memoName(Side side, ScratchPlace place) {
        return MEMO + side + "-" + place.storageAccount() + "-" + place.container();
    }

    /** The container remembered under a name, if it is one. */
    static Optional<CloseScratch> remembered(String name, String etag) {
        String[] parts = name.startsWith(MEMO) && !etag.isEmpty()
                ? name.substring(MEMO.length()).split("-", 3)
                : new String[0];
        return parts.length == 3
                ? Optional.of(new CloseScratch(Side.valueOf(parts[0]), new ScratchPlace(parts[1], parts[2]), etag))
                : Optional.empty();
    }

    @Override
    public String title() {
        return "Delete the rehearsal's container " + place + " on side " + side;
    }

    @Override
    public EffectKind effect() {
        return EffectKind.DESTROYS;
    }

    @Override
    public Fencing fencing() {
        return Fencing.NAMED;
    }

    @Override
    public Set<Side> touches() {
        return Set.of(side);
    }

    @Override
    public List<Victim> victims() {
        return List.of(new Victim("container " + place + " on side " + side, etag));
    }

    @Override
    public Presence observe(StepContext<DataShareSubscriber> at) {
        Optional<Scratch> found;
        try {
            found = at.on(side).scratch(place);
        } catch (ArmException unreachable) {
            return Presence.unclear(String.valueOf(unreachable.getMessage()));
        }
        if (found.isEmpty()) {
            return new Presence.Present(Map.of(), List.of(forgotten()));
        }
        return found.get().etag().equals(etag)
                ? Presence.absent()
                : Presence.unclear("The container " + place + " is not the one the rehearsal made; look at it first.");
    }

    @Override
    public Outcome.Answer execute(StepContext<DataShareSubscriber> at) {
        return Calls.answer(() -> {
            at.on(side).closeScratch(place);
            return Outcome.done().proving(forgotten());
        });
    }

    private Memo forgotten() {
        return new Memo(Map.of(memoName(side, place), ""));
    }
}
