package io.github.azuredr.streamanalytics;

import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.LossLedger;
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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps a returned job as it came back, before it is made like the one that serves now, and names what only it had.
 *
 * @param side the side that returned
 * @param job its name in plans
 * @param expected what it will become
 */
record SetAside(Side side, String job, String expected) implements Step<StreamJobs> {
    @Override
    public String title() {
        return "Set aside job " + job + " as it came back on side " + side;
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
            List<String> unverifiable = List.of("Rows that only the output of side " + side
                    + " has are found by comparing both outputs: Backfill counts and copies them.");
            Optional<SeenJob> seen = at.on(side).job(job);
            if (seen.isEmpty()) {
                return Outcome.done().proving(new LossLedger(List.of(), unverifiable));
            }
            JobDefinition back = seen.get().definition();
            String hash = at.attach(back.content().json().getBytes(StandardCharsets.UTF_8));
            List<LossLedger.Lost> lost = new ArrayList<>();
            Drift drift = Drift.between(JobDefinition.kept(JsonTree.parse(expected)), back);
            for (Drift.Difference one : drift.differences()) {
                lost.add(new LossLedger.Lost(
                        "job " + job + ", " + one.where(),
                        "differs from the job that serves now",
                        "attachment " + hash));
            }
            return Outcome.done().with("definition", hash).proving(new LossLedger(lost, unverifiable));
        });
    }

    /** Without the definition. */
    @Override
    public String toString() {
        return "SetAside[" + title() + "]";
    }
}
