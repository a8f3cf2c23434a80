package io.github.azuredr.run;

import io.github.azuredr.journal.Attachments;
import io.github.azuredr.journal.OpenRun;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.PlannedStep;
import io.github.azuredr.step.AttemptOverException;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import io.github.azuredr.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

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
    private final TimeSource time;
    private final Attachments attachments;
    private final Supplier<Optional<OpenRun>> run;
    private final Progress progress;

    /** Told how far a step is. */
    interface Progress {
        void at(PlannedStep step, long done, long total, String unit);
    }

    Attempt(
            Workload<P> workload,
            PlannedStep planned,
            String runId,
            long epoch,
            AttemptGuard guard,
            TimeSource time,
            Attachments attachments,
            Supplier<Optional<OpenRun>> run,
            Progress progress) {
        this.workload = workload;
        this.planned = planned;
        this.runId = runId;
        this.epoch = epoch;
        this.guard = guard;
        this.time = time;
        this.attachments = attachments;
        this.run = run;
        this.progress = progress;
    }

    AttemptGuard guard() {
        return guard;
    }

    Outcome.Answer execute() {
        try {
            Step<P> step = workload.step(planned);
            if (planned.effect() == EffectKind.DESTROYS) {
                // The victim's identity is read again right before; nobody destroys on an old look.
                Presence now = step.observe(this);
                if (now instanceof Presence.Present present) {
                    return new Outcome.Done(present.facts(), present.evidence());
                }
                if (now instanceof Presence.Unclear unclear) {
                    return Outcome.refused("victim-unclear", unclear.reason());
                }
            }
            return step.execute(this);
        } catch (AttemptOverException e) {
            return guard.isOver()
                    ? Outcome.inDoubt(String.valueOf(e.getMessage()))
                    : Outcome.failed(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return planned.effect() == EffectKind.READS
                    ? Outcome.failedForNow(Sentence.of(e))
                    : Outcome.inDoubt(Sentence.of(e));
        }
    }

    Presence observe() {
        return workload.step(planned).observe(this);
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
        return run.get().map(r -> r.progress(id).facts().get(name));
    }

    @Override
    public String attach(byte[] content) {
        return attachments.put(content);
    }

    @Override
    public Optional<byte[]> attachment(String hash) {
        return attachments.get(hash);
    }

    @Override
    public void progress(long done, long total, String unit) {
        progress.at(planned, done, total, unit);
    }

    @Override
    public void pause(Duration duration) {
        try {
            time.pause(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AttemptOverException("step " + planned.id() + ": interrupted while it waited.");
        }
    }

    @Override
    public Instant now() {
        return time.now();
    }
}
