package io.github.azuredr.streamanalytics;

import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import io.github.azuredr.streamanalytics.json.JsonTree;
import io.github.azuredr.streamanalytics.port.SeenJob;
import io.github.azuredr.streamanalytics.port.StreamJobs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps what the jobs of the active side are, and dates what the other side could give: with both fed the same events, a
 * running standby has everything up to its watermark, and a stopped one can make everything up to now from its own input.
 *
 * @param from the active side
 * @param jobs their names in plans
 * @param standbyRuns whether the standby's watermark is the date
 */
record KeepDefinitions(Side from, List<String> jobs, boolean standbyRuns) implements Step<StreamJobs> {
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofSeconds(30);

    KeepDefinitions {
        jobs = List.copyOf(jobs);
    }

    @Override
    public String title() {
        return "Keep the definitions of " + jobs.size() + " jobs on side " + from;
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
        return standbyRuns ? Set.of(Side.A, Side.B) : Set.of(from);
    }

    @Override
    public Presence observe(StepContext<StreamJobs> at) {
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<StreamJobs> at) {
        return Calls.answer(() -> {
            Instant began = at.now();
            JsonTree kept = JsonTree.object();
            Instant until = began;
            for (String job : jobs) {
                Optional<SeenJob> seen = at.on(from).job(job);
                if (seen.isEmpty()) {
                    return Calls.noJob(job, from);
                }
                kept = kept.with(
                        "/" + JsonTree.segment(job), seen.get().definition().content());
                if (standbyRuns) {
                    Optional<Duration> delay = sample(at, job);
                    if (delay.isEmpty()) {
                        return Outcome.failedForNow("There is no sample of the watermark delay of job " + job
                                + " on side " + from.other() + " yet, so nothing dates what it has.");
                    }
                    Instant reached = began.minus(delay.get());
                    until = reached.isBefore(until) ? reached : until;
                }
            }
            String hash = at.attach(kept.json().getBytes(StandardCharsets.UTF_8));
            return Outcome.done()
                    .with("definitions", hash)
                    .proving(RecoveryPoint.complete(from, until).referring(hash));
        });
    }

    /** Azure Monitor shows the first sample of a job only a few minutes after its start. */
    private Optional<Duration> sample(StepContext<StreamJobs> at, String job) {
        Instant end = at.now().plus(LONGEST_SILENCE);
        while (true) {
            Optional<Duration> delay = at.on(from.other()).watermarkDelay(job);
            if (delay.isPresent() || !at.now().isBefore(end)) {
                return delay;
            }
            at.pause(LOOK);
        }
    }
}
