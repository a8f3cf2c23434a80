package io.github.azuredr.datalake;

import io.github.azuredr.datalake.job.Recurring;
import io.github.azuredr.datalake.job.Resubmission;
import io.github.azuredr.datalake.store.Patience;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Compiles a recurring job on a side without running it, its addresses rewritten.
 *
 * @param tree the tree that the accounts work on
 * @param side where it is to run
 * @param recurrence which
 * @param settings how the accounts are replicated
 */
record CheckJob(String tree, Side side, UUID recurrence, AnalyticsSettings settings) implements Step<LakeSide> {
    @Override
    public String title() {
        return "Compile recurring job " + recurrence + " on side " + side;
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

    /** It only compiles. */
    @Override
    public Presence observe(StepContext<LakeSide> at) {
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<LakeSide> at) {
        return Answers.of(() -> {
            LakeSide lake = at.on(side);
            KeptJob kept = KeptJob.file(lake, tree, recurrence, Patience.ofDefaults(at::pause))
                    .value();
            if (kept.unknown()) {
                return KeptJob.never(recurrence, side);
            }
            Resubmission.Result result = new Resubmission(settings.rewriterTo(side))
                    .check(lake, List.of(Recurring.of(recurrence)), Map.of(recurrence, kept.job()))
                    .get(0);
            return result.state() == Resubmission.State.COMPILES
                    ? Outcome.done().with("job", kept.name())
                    : Outcome.failed("The recurring job '" + kept.name() + "' would not run on side " + side + ": "
                            + result.state() + ": " + result.detail());
        });
    }
}
