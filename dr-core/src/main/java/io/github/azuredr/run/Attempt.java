package io.github.azuredr.run;

import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.PlannedStep;
import io.github.azuredr.step.AttemptOverException;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Facts;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt of one step, and the context it runs in.
 *
 * @param <P> the contract's port
 */
final class Attempt<P> implements StepContext<P> {
    private final Workload<P> workload;
    private final PlannedStep planned;
    private final String runId;
    private final long epoch;
    private final AttemptGuard guard;
    private final Surroundings in;

    Attempt(Surroundings in, Workload<P> workload, PlannedStep planned, String runId, long epoch, AttemptGuard guard) {
        this.in = in;
        this.workload = workload;
        this.planned = planned;
        this.runId = runId;
        this.epoch = epoch;
        this.guard = guard;
    }

    AttemptGuard guard() {
        return guard;
    }

    /** One execution; whatever goes wrong is an answer, also a fact that must not be kept. */
    Outcome.Answer execute() {
        try {
            Step<P> step = workload.step(planned);
            if (planned.effect() == EffectKind.DESTROYS) {
                // The victim's identity is read again right before; nobody destroys on an old look.
                Presence now = kept(step.observe(this));
                if (now instanceof Presence.Present present) {
                    return new Outcome.Done(present.facts(), present.evidence());
                }
                if (now instanceof Presence.Unclear unclear) {
                    return Outcome.refused("victim-unclear", unclear.reason());
                }
            }
            Outcome.Answer answer = step.execute(this);
            if (answer instanceof Outcome.Done done) {
                Facts.refuseSecrets(done.facts());
            }
            return answer;
        } catch (AttemptOverException e) {
            return guard.isOver()
                    ? Outcome.inDoubt(String.valueOf(e.getMessage()))
                    : Outcome.failed(String.valueOf(e.getMessage()));
        } catch (Exception e) { // a port's proxy or another JVM language may throw checked ones undeclared
            return planned.effect() == EffectKind.READS
                    ? Outcome.failedForNow(Sentence.of(e))
                    : Outcome.inDoubt(Sentence.of(e));
        }
    }

    /** One look; throws what looking threw, because that is no answer. */
    Presence observe() {
        return kept(workload.step(planned).observe(this));
    }

    private static Presence kept(Presence seen) {
        if (seen instanceof Presence.Present present) {
            Facts.refuseSecrets(present.facts());
        }
        return seen;
    }

    @Override
    public P on(Side side) {
        guard.check(side);
        return GuardedPort.of(workload.port(side), side, guard);
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public String idempotencyKey() {
        return runId + "/" + planned.id();
    }

    @Override
    public Optional<String> fact(String stepId, String name) {
        String id = stepId.contains("/") ? stepId : planned.workload() + "/" + stepId;
        return in.journal().state().runs().find(runId).map(r -> r.progress(id)
                .facts()
                .get(name));
    }

    @Override
    public String attach(byte[] content) {
        return in.attachments().put(content);
    }

    @Override
    public Optional<byte[]> attachment(String hash) {
        return in.attachments().get(hash);
    }

    @Override
    public void progress(long done, long total, String unit) {
        in.listener().onEvent(new DrEvent.StepProgressed(runId, planned.id(), done, total, unit));
    }

    @Override
    public void pause(Duration duration) {
        try {
            in.time().pause(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AttemptOverException("step " + planned.id() + ": interrupted while it waited.");
        }
    }

    @Override
    public Instant now() {
        return in.time().now();
    }
}
