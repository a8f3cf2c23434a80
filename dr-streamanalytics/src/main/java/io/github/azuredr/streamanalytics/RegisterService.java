package io.github.azuredr.streamanalytics;

import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import io.github.azuredr.streamanalytics.port.StreamJobs;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Registers Microsoft.StreamAnalytics in the subscription of a job and waits for it.
 *
 * @param side the side whose job needs it
 * @param job its name in plans
 */
record RegisterService(Side side, String job) implements Step<StreamJobs> {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    @Override
    public String title() {
        return "Register Microsoft.StreamAnalytics for job " + job + " on side " + side;
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CREATES;
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
        return Calls.look(() -> registered(at) ? Presence.present() : Presence.absent());
    }

    @Override
    public Outcome.Answer execute(StepContext<StreamJobs> at) {
        return Calls.answer(() -> {
            if (!registered(at)) {
                at.on(side).register(job);
            }
            Instant end = at.now().plus(LONGEST);
            while (!registered(at)) {
                if (!at.now().isBefore(end)) {
                    return Outcome.inDoubt("Microsoft.StreamAnalytics is still being registered");
                }
                at.pause(Duration.ofSeconds(10));
            }
            return Outcome.done();
        });
    }

    private boolean registered(StepContext<StreamJobs> at) {
        return at.on(side).registration(job).equals("Registered");
    }
}
