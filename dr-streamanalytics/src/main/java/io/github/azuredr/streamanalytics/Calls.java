package io.github.azuredr.streamanalytics;

import io.github.azuredr.azure.ArmException;
import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.AttemptOverException;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.StepContext;
import io.github.azuredr.streamanalytics.port.JobState;
import io.github.azuredr.streamanalytics.port.SeenJob;
import io.github.azuredr.streamanalytics.port.StreamJobs;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What the steps share: how a refusal becomes an answer, and how they wait for a job's state. */
final class Calls {
    /** The service's own tools look every ten seconds. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    private Calls() {}

    static Outcome.Answer answer(Supplier<Outcome.Answer> effect) {
        try {
            return effect.get();
        } catch (ArmException refused) {
            return refused(refused);
        } catch (AttemptOverException over) {
            throw over;
        } catch (RecoveryException broken) {
            return Outcome.failed(String.valueOf(broken.getMessage()));
        }
    }

    static Outcome.Answer refused(ArmException refused) {
        String reason = String.valueOf(refused.getMessage());
        if (refused.mayHaveHappened()) {
            return Outcome.inDoubt(reason);
        }
        return refused.isTransient() ? Outcome.failedForNow(reason) : Outcome.failed(reason);
    }

    static Presence look(Supplier<Presence> look) {
        try {
            return look.get();
        } catch (ArmException unreachable) {
            return Presence.unclear(String.valueOf(unreachable.getMessage()));
        }
    }

    /** The job once its state is one of these; empty when the time is up or there is no job. */
    static Optional<SeenJob> await(
            StepContext<StreamJobs> at, Side side, String job, Predicate<JobState> wanted, Duration within) {
        Instant end = at.now().plus(within);
        while (true) {
            Optional<SeenJob> seen = at.on(side).job(job);
            if (seen.isEmpty() || wanted.test(seen.get().state())) {
                return seen;
            }
            if (!at.now().isBefore(end)) {
                return Optional.empty();
            }
            at.pause(LOOK);
        }
    }

    /** The job once it is neither on its way up nor down. */
    static Optional<SeenJob> settled(StepContext<StreamJobs> at, Side side, String job) {
        return await(at, side, job, state -> state.isAtRest() || state.isAtWork(), Duration.ofMinutes(15));
    }

    static Outcome.Answer noJob(String job, Side side) {
        return Outcome.refused("no-job", "There is no job " + job + " on side " + side + "; prepare() makes it.");
    }
}
