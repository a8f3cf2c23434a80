package io.github.azuredr.streamanalytics;

import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.Verification;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import io.github.azuredr.streamanalytics.port.SeenJob;
import io.github.azuredr.streamanalytics.port.StreamJobs;
import java.util.Optional;
import java.util.Set;

/**
 * Reads back that a job works and what it complains about.
 *
 * @param side where
 * @param job its name in plans
 */
record CheckJob(Side side, String job) implements Step<StreamJobs> {
    @Override
    public String title() {
        return "Check that job " + job + " on side " + side + " works";
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
    public Presence observe(StepContext<StreamJobs> at) {
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<StreamJobs> at) {
        return Calls.answer(() -> {
            Optional<SeenJob> seen = Calls.settled(at, side, job);
            if (seen.isEmpty()) {
                return Calls.noJob(job, side);
            }
            String complaints = String.join("; ", seen.get().diagnostics());
            return seen.get().state().isAtWork()
                    ? Outcome.done()
                            .with("state", seen.get().state())
                            .with("diagnostics", complaints.isEmpty() ? "none" : complaints)
                            .proving(Verification.of(Verification.READ_BACK, 1))
                    : Outcome.failed("Job " + job + " on side " + side + " is "
                            + seen.get().state() + ": " + complaints);
        });
    }
}
