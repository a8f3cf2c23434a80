package io.github.azuredr.datashare.consumer;

import io.github.azuredr.datashare.ground.Calls;
import io.github.azuredr.datashare.port.DataShareSubscriber;
import io.github.azuredr.datashare.resource.ScratchPlace;
import io.github.azuredr.datashare.resource.Tally;
import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.Verification;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.util.List;
import java.util.Set;

/**
 * Counts what really lies in a rehearsal's containers against what its snapshot says it wrote.
 *
 * @param side where
 * @param subscription the subscription, whose folder in each container is looked at
 * @param places the containers
 * @param snapshot the name of the step that took the snapshot
 */
record CheckScratch(Side side, String subscription, List<ScratchPlace> places, String snapshot)
        implements Step<DataShareSubscriber> {
    CheckScratch {
        places = List.copyOf(places);
    }

    @Override
    public String title() {
        return "Count what the rehearsal of " + subscription + " left on side " + side;
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

    @Override
    public Presence observe(StepContext<DataShareSubscriber> at) {
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<DataShareSubscriber> at) {
        return Calls.answer(() -> {
            Tally there = places.stream()
                    .map(place -> at.on(side).scratchContent(place, RehearsalMapping.folder(subscription)))
                    .reduce(new Tally(0, 0), Tally::plus);
            String files = at.fact(snapshot, "files").orElse("none");
            String bytes = at.fact(snapshot, "bytes").orElse("none");
            boolean same = files.equals(Long.toString(there.files())) && bytes.equals(Long.toString(there.bytes()));
            return same
                    ? Outcome.done()
                            .with("files", there.files())
                            .with("bytes", there.bytes())
                            .proving(Verification.of(Verification.READ_BACK, there.files()))
                    : Outcome.failed("The rehearsal of " + subscription + " left " + there.files() + " files of "
                            + there.bytes() + " bytes on side " + side + ", but its snapshot wrote " + files + " of "
                            + bytes + ".");
        });
    }
}
