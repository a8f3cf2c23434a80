package io.github.azuredr.streamanalytics;

import io.github.azuredr.azure.ArmException;
import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.Memo;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import io.github.azuredr.streamanalytics.json.JsonTree;
import io.github.azuredr.streamanalytics.port.SeenJob;
import io.github.azuredr.streamanalytics.port.StreamJobs;
import io.github.azuredr.streamanalytics.twin.Drift;
import io.github.azuredr.streamanalytics.twin.JobDefinition;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Creates a job at rest in one call, only if there is none of its name.
 *
 * @param side where
 * @param job its name in plans
 * @param definition what is sent, without secrets
 */
record CreateTwin(Side side, String job, String definition) implements Step<StreamJobs> {
    @Override
    public String title() {
        return "Create job " + job + " on side " + side;
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CREATES;
    }

    @Override
    public Fencing fencing() {
        return Fencing.CONDITIONAL;
    }

    @Override
    public Set<Side> touches() {
        return Set.of(side);
    }

    @Override
    public Presence observe(StepContext<StreamJobs> at) {
        return Calls.look(() -> {
            Optional<SeenJob> seen = at.on(side).job(job);
            if (seen.isEmpty()) {
                return Presence.absent();
            }
            return seen.get().definition().hash().equals(wanted().hash())
                    ? Presence.present(Map.of("hash", wanted().hash()))
                    : Presence.unclear("a job of this name is there and differs: "
                            + Drift.between(wanted(), seen.get().definition()).text());
        });
    }

    @Override
    public Outcome.Answer execute(StepContext<StreamJobs> at) {
        return Calls.answer(() -> {
            try {
                at.on(side).create(job, wanted());
            } catch (ArmException refused) {
                // Taken by our own first try whose answer was lost, or by someone else: reading tells.
                if (!refused.isPreconditionFailed()) {
                    throw refused;
                }
            }
            return written(at, side, job, wanted(), "foreign-job");
        });
    }

    /** Reads back what was written. */
    static Outcome.Answer written(
            StepContext<StreamJobs> at, Side side, String job, JobDefinition wanted, String otherwise) {
        Optional<SeenJob> seen = at.on(side).job(job);
        if (seen.isEmpty()) {
            return Outcome.inDoubt("job " + job + " on side " + side + " is not shown yet");
        }
        Drift drift = Drift.between(wanted, seen.get().definition());
        return drift.isPresent()
                ? Outcome.refused(
                        otherwise,
                        "Job " + job + " on side " + side + " is not what was to be written: " + drift.text())
                : Outcome.done()
                        .with("hash", wanted.hash())
                        .proving(new Memo(Map.of(Memory.hash(side, job), wanted.hash())));
    }

    private JobDefinition wanted() {
        return JobDefinition.kept(JsonTree.parse(definition));
    }

    /** Without the definition. */
    @Override
    public String toString() {
        return "CreateTwin[" + title() + "]";
    }
}
