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
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Waits until a job's output is hardly behind: a reader that is switched too early sees nothing for as long.
 *
 * @param side where
 * @param job its name in plans
 * @param within how little it may be behind
 * @param patience how long this waits
 */
record AwaitCaughtUp(Side side, String job, Duration within, Duration patience) implements Step<StreamJobs> {
    private static final Duration LOOK = Duration.ofSeconds(30);

    @Override
    public String title() {
        return "Wait until job " + job + " on side " + side + " is less than " + within.toSeconds() + " s behind";
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
    public Duration timeout() {
        return patience.plus(Duration.ofMinutes(10));
    }

    @Override
    public Presence observe(StepContext<StreamJobs> at) {
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<StreamJobs> at) {
        return Calls.answer(() -> {
            Instant end = at.now().plus(patience);
            while (true) {
                Optional<SeenJob> seen = at.on(side).job(job);
                if (seen.isEmpty()) {
                    return Calls.noJob(job, side);
                }
                if (seen.get().state().isAtRest()) {
                    return Outcome.failed("Job " + job + " on side " + side + " is "
                            + seen.get().state() + " and will not catch up: "
                            + String.join("; ", seen.get().diagnostics()));
                }
                Optional<Duration> delay = at.on(side).watermarkDelay(job);
                if (delay.filter(behind -> behind.compareTo(within) <= 0).isPresent()) {
                    return Outcome.done().with("behindSeconds", delay.get().toSeconds());
                }
                if (!at.now().isBefore(end)) {
                    return Outcome.refused(
                            "not-caught-up",
                            "Job " + job + " on side " + side + " is "
                                    + delay.map(behind -> behind.toSeconds() + " s behind")
                                            .orElse("without a sample of its watermark delay")
                                    + " after " + patience.toMinutes() + " minutes; give it more units or time.");
                }
                at.pause(LOOK);
            }
        });
    }
}
