package io.github.azuredr.datalake;

import io.github.azuredr.datalake.job.Job;
import io.github.azuredr.datalake.job.JobRun;
import io.github.azuredr.datalake.job.MarkedJobs;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Cancels the jobs of replication that are still listed on the side that becomes active: the service has no condition that
 * would hold them off.
 *
 * @param tree the tree that the accounts work on
 * @param side the side that becomes active
 * @param settings how the accounts are replicated
 */
record CancelReplicationJobs(String tree, Side side, AnalyticsSettings settings) implements Step<LakeSide> {
    @Override
    public String title() {
        return "Cancel jobs of replication on side " + side;
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

    /** Running it again is safe: what has ended is not cancelled. */
    @Override
    public Presence observe(StepContext<LakeSide> at) {
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<LakeSide> at) {
        return Answers.of(() -> {
            LakeSide lake = at.on(side);
            JobRun run = new AnalyticsRun(at, tree, settings).jobs(lake);
            List<Job> open = MarkedJobs.ofReplication(lake, tree).open(at.now().minus(LONGEST));
            for (Job job : open) {
                if (!run.stopped(job.id())) {
                    return Outcome.failedForNow(
                            job + " does not stop; look at it in the account " + lake.account() + ".");
                }
            }
            return Outcome.done().with("cancelled", open.size());
        });
    }

    /** No job of ours runs longer. */
    private static final Duration LONGEST = Duration.ofDays(7);
}
