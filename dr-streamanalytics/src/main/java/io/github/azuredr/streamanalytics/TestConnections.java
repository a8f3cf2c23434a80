package io.github.azuredr.streamanalytics;

import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.Verification;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import io.github.azuredr.streamanalytics.port.ConnectionTest;
import io.github.azuredr.streamanalytics.port.SeenJob;
import io.github.azuredr.streamanalytics.port.StreamJobs;
import io.github.azuredr.streamanalytics.twin.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets the service connect to every input and output of a job: a key that was rotated breaks a standby silently. Where an
 * identity signs in, a failure is tried again for thirty minutes, because roles take that long.
 *
 * @param side where
 * @param job its name in plans
 */
record TestConnections(Side side, String job) implements Step<StreamJobs> {
    private static final String CONNECTED = "connection tested by the service";
    private static final Duration PROPAGATION = Duration.ofMinutes(30);
    private static final Duration BETWEEN = Duration.ofSeconds(30);

    @Override
    public String title() {
        return "Test the connections of job " + job + " on side " + side;
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
        return PROPAGATION.plus(Duration.ofMinutes(30));
    }

    @Override
    public Presence observe(StepContext<StreamJobs> at) {
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<StreamJobs> at) {
        return Calls.answer(() -> {
            Optional<SeenJob> seen = at.on(side).job(job);
            if (seen.isEmpty()) {
                return Calls.noJob(job, side);
            }
            List<Part> parts = seen.get().definition().parts().stream()
                    .filter(part -> part.kind() != Part.Kind.FUNCTION)
                    .toList();
            boolean patient = seen.get().definition().usesIdentity();
            Instant end = at.now().plus(PROPAGATION);
            while (true) {
                List<String> failures = failures(at, parts);
                if (failures.isEmpty()) {
                    return Outcome.done().proving(Verification.of(CONNECTED, parts.size()));
                }
                if (!patient || !at.now().isBefore(end)) {
                    return Outcome.failed("Job " + job + " on side " + side + " cannot connect: "
                            + String.join("; ", failures) + ". Check the secret or the role, then retry.");
                }
                at.pause(BETWEEN);
            }
        });
    }

    private List<String> failures(StepContext<StreamJobs> at, List<Part> parts) {
        List<String> failures = new ArrayList<>();
        for (Part part : parts) {
            ConnectionTest test = at.on(side).test(job, part.kind(), part.name(), at::pause);
            if (!test.passed()) {
                failures.add(part.label() + ": " + test.reason());
            }
        }
        return failures;
    }
}
