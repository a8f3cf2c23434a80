package io.github.azuredr.streamanalytics;

import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import io.github.azuredr.streamanalytics.port.StreamJobs;
import io.github.azuredr.streamanalytics.twin.SecretSlot;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks the secret source for every key a job will need, before anything is made: the service never gives one back, and a
 * job without its keys is created without complaint and cannot start.
 *
 * @param side where the job will be
 * @param job its name in plans
 * @param secrets what it needs, by name
 */
record CheckSecrets(Side side, String job, List<SecretSlot> secrets) implements Step<StreamJobs> {
    CheckSecrets {
        secrets = List.copyOf(secrets);
    }

    @Override
    public String title() {
        return "Find " + secrets.size() + " secrets of job " + job + " for side " + side;
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
            List<SecretSlot> missing = at.on(side).missingSecrets(secrets);
            return missing.isEmpty()
                    ? Outcome.done()
                    : Outcome.refused(
                            "secrets",
                            "The secret source of side " + side + " lacks "
                                    + missing.stream()
                                            .map(slot -> slot.name() + " (" + slot.where() + ")")
                                            .collect(Collectors.joining(", "))
                                    + "; store them under these names.");
        });
    }
}
