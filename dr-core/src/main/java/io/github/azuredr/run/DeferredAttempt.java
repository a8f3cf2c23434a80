package io.github.azuredr.run;

import io.github.azuredr.journal.DeferredStep;
import io.github.azuredr.journal.JournalState;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt of a deferred fencing step outside its run, under the current epoch. */
public final class DeferredAttempt {
    private static final Logger LOG = LoggerFactory.getLogger(DeferredAttempt.class);

    private final DeferredStep deferred;
    private final Optional<Attempt<?>> attempt;
    private final boolean wasTried;

    /** Prepares the attempt; nothing happens before {@link #execute}. */
    public DeferredAttempt(Surroundings in, DeferredStep deferred, long epoch, Instant deadline) {
        AttemptGuard guard = new AttemptGuard(
                deferred.step(), deadline, in.time(), in.journal(), state -> overtaken(state, deferred, epoch));
        this.deferred = deferred;
        this.wasTried = deferred.lastIntent().isPresent();
        Workload<?> workload = in.workloads().get(deferred.step().workload());
        this.attempt = workload == null
                ? Optional.empty()
                : Optional.of(new Attempt<>(in, workload, deferred.step(), deferred.run(), epoch, guard));
    }

    /**
     * Looks first when an earlier attempt is in doubt. A step whose workload is no longer protected here cannot be done
     * here: nothing is called, and it stays owed.
     */
    public Outcome.Answer execute() {
        return attempt.map(this::execute).orElseGet(this::notHere);
    }

    private Outcome.Answer notHere() {
        String reason = "workload '" + deferred.step().workload() + "' is not protected here, so nobody here can do it";
        LOG.atWarn()
                .addKeyValue("step", deferred.key())
                .addKeyValue("workload", deferred.step().workload())
                .log("a deferred step is left out: its workload is not protected here");
        return wasTried ? Outcome.inDoubt(reason) : Outcome.failed(reason);
    }

    private Outcome.Answer execute(Attempt<?> there) {
        if (wasTried) {
            try {
                Presence seen = there.observe();
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
        return there.execute();
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
