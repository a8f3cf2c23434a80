package io.github.azuredr.streamanalytics;

import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import io.github.azuredr.streamanalytics.port.SeenJob;
import io.github.azuredr.streamanalytics.port.StreamJobs;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a running job another number of streaming units.
 *
 * @param side where
 * @param job its name in plans
 * @param units how many
 */
record ScaleJob(Side side, String job, int units) implements Step<StreamJobs> {
    private static final Duration LONGEST = Duration.ofMinutes(20);

    @Override
    public String title() {
        return "Scale job " + job + " on side " + side + " to " + units + " streaming units";
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CHANGES;
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
    public Presence observe(StepContext<StreamJobs> at) {
        return Calls.look(() -> {
            Optional<SeenJob> seen = Calls.settled(at, side, job);
            if (seen.isEmpty()) {
                return Presence.unclear("job " + job + " on side " + side + " is absent or stays between states");
            }
            return hasThem(seen.get()) ? Presence.present() : Presence.absent();
        });
    }

    @Override
    public Outcome.Answer execute(StepContext<StreamJobs> at) {
        return Calls.answer(() -> {
            Optional<SeenJob> seen = Calls.settled(at, side, job);
            if (seen.isEmpty()) {
                return Calls.noJob(job, side);
            }
            if (hasThem(seen.get())) {
                return Outcome.done();
            }
            at.on(side).scale(job, units);
            Optional<SeenJob> scaled =
                    Calls.await(at, side, job, state -> state.is("Running") || state.isAtRest(), LONGEST);
            return scaled.filter(this::hasThem).isPresent()
                    ? Outcome.done()
                    : Outcome.inDoubt("job " + job + " on side " + side + " does not show " + units + " units");
        });
    }

    private boolean hasThem(SeenJob seen) {
        return !seen.state().is("Scaling") && seen.definition().streamingUnits() == units;
    }
}
