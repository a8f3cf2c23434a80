package io.github.azuredr.streamanalytics;

import io.github.azuredr.azure.ArmException;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import io.github.azuredr.streamanalytics.json.JsonTree;
import io.github.azuredr.streamanalytics.port.SeenJob;
import io.github.azuredr.streamanalytics.port.StreamJobs;
import io.github.azuredr.streamanalytics.twin.JobDefinition;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings a job at rest back into line, only if it is still what the plan saw.
 *
 * @param side where
 * @param job its name in plans
 * @param definition what is sent, without secrets
 * @param before the hash of what the plan saw; anything else was changed by someone and stops the step
 */
record ReplaceTwin(Side side, String job, String definition, String before) implements Step<StreamJobs> {
    @Override
    public String title() {
        return "Bring job " + job + " on side " + side + " into line";
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CHANGES;
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
            Optional<String> hash =
                    at.on(side).job(job).map(seen -> seen.definition().hash());
            if (hash.equals(Optional.of(wanted().hash()))) {
                return Presence.present(Map.of("hash", wanted().hash()));
            }
            return hash.equals(Optional.of(before))
                    ? Presence.absent()
                    : Presence.unclear("job " + job + " is neither what it was nor what it is to be");
        });
    }

    @Override
    public Outcome.Answer execute(StepContext<StreamJobs> at) {
        return Calls.answer(() -> {
            Optional<SeenJob> seen = Calls.settled(at, side, job);
            if (seen.isEmpty()) {
                return Calls.noJob(job, side);
            }
            String hash = seen.get().definition().hash();
            if (hash.equals(wanted().hash())) {
                return CreateTwin.written(at, side, job, wanted(), "edited");
            }
            if (!hash.equals(before)) {
                return Outcome.refused(
                        "edited", "Job " + job + " on side " + side + " was changed by someone since; plan again.");
            }
            if (!seen.get().state().isAtRest()) {
                return Outcome.refused(
                        "not-at-rest",
                        "Job " + job + " on side " + side + " is " + seen.get().state()
                                + "; only a stopped job can be changed.");
            }
            try {
                at.on(side).replace(job, wanted(), seen.get().etag());
            } catch (ArmException refused) {
                if (!refused.isPreconditionFailed()) {
                    throw refused;
                }
            }
            return CreateTwin.written(at, side, job, wanted(), "edited");
        });
    }

    private JobDefinition wanted() {
        return JobDefinition.kept(JsonTree.parse(definition));
    }

    /** Without the definition. */
    @Override
    public String toString() {
        return "ReplaceTwin[" + title() + "]";
    }
}
