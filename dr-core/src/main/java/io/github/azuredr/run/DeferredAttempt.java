package io.github.azuredr.run;

import io.github.azuredr.journal.DeferredStep;
import io.github.azuredr.journal.JournalState;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import java.time.Instant;
import java.util.Optional;

/** One attempt of a deferred fencing step outside its run, under the current epoch. */
public final class DeferredAttempt {
    private final Attempt<?> attempt;
    private final boolean wasTried;

    /** Prepares the attempt; nothing happens before {@link #execute}. */
    public DeferredAttempt(Surroundings in, DeferredStep deferred, long epoch, Instant deadline) {
        Workload<?> workload = in.workloads().get(deferred.step().workload());
        if (workload == null) {
            throw new IllegalStateException("deferred step " + deferred.key() + ": workload "
                    + deferred.step().workload() + " is not protected here");
        }
        AttemptGuard guard = new AttemptGuard(
                deferred.step(), deadline, in.time(), in.journal(), state -> overtaken(state, deferred, epoch));
        this.wasTried = deferred.lastIntent().isPresent();
        this.attempt = new Attempt<>(in, workload, deferred.step(), deferred.run(), epoch, guard);
    }

    /** Looks first when an earlier attempt is in doubt. */
    public Outcome.Answer execute() {
        if (wasTried) {
            try {
                Presence seen = attempt.observe();
                if (seen instanceof Presence.Present present) {
                    return new Outcome.Done(present.facts(), present.evidence());
                }
                if (seen instanceof Presence.Unclear unclear) {
                    return Outcome.inDoubt(unclear.reason());
                }
            } catch (RuntimeException e) {
                return Outcome.inDoubt(Sentence.of(e));
            }
        }
        return attempt.execute();
    }

    private static Optional<String> overtaken(JournalState state, DeferredStep deferred, long epoch) {
        if (state.routing().epoch() != epoch) {
            return Optional.of("epoch " + epoch + " is over");
        }
        return state.runs().deferred().stream().anyMatch(d -> d.key().equals(deferred.key()))
                ? Optional.empty()
                : Optional.of("it is settled");
    }
}
