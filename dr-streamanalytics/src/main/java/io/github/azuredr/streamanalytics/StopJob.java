package io.github.azuredr.streamanalytics;

import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.Memo;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import io.github.azuredr.streamanalytics.port.JobState;
import io.github.azuredr.streamanalytics.port.SeenJob;
import io.github.azuredr.streamanalytics.port.StreamJobs;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stops a job and waits until it rests.
 *
 * @param side where
 * @param job its name in plans
 * @param because why, for the page
 */
record StopJob(Side side, String job, String because) implements Step<StreamJobs> {
    private static final Duration LONGEST = Duration.ofMinutes(20);

    @Override
    public String title() {
        return "Stop job " + job + " on side " + side + ": " + because;
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
            return seen.get().state().isAtRest()
                    ? new Presence.Present(stopped().facts(), stopped().evidence())
                    : Presence.absent();
        });
    }

    @Override
    public Outcome.Answer execute(StepContext<StreamJobs> at) {
        return Calls.answer(() -> {
            Optional<SeenJob> seen = Calls.settled(at, side, job);
            if (seen.isEmpty()) {
                return Calls.noJob(job, side);
            }
            if (!seen.get().state().isAtRest()) {
                at.on(side).stop(job);
            }
            Optional<SeenJob> rested = Calls.await(at, side, job, JobState::isAtRest, LONGEST);
            return rested.isPresent()
                    ? stopped()
                    : Outcome.inDoubt("job " + job + " on side " + side + " does not come to rest");
        });
    }

    private Outcome.Done stopped() {
        return Outcome.done().proving(new Memo(Map.of(Memory.drill(side, job), "no")));
    }
}
