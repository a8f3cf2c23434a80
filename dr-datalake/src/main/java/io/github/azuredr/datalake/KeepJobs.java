package io.github.azuredr.datalake;

import io.github.azuredr.datalake.job.Job;
import io.github.azuredr.datalake.job.Recurring;
import io.github.azuredr.datalake.job.Related;
import io.github.azuredr.datalake.store.Patience;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the newest script of each recurring job on the other side, where a failover finds it without the side it comes from.
 *
 * @param tree the tree that the accounts work on
 * @param from the side where the jobs run
 * @param wanted which
 */
record KeepJobs(String tree, Side from, List<Recurring> wanted) implements Step<LakeSide> {
    @Override
    public String title() {
        return "Keep " + wanted.size() + " recurring jobs of side " + from + " on side " + from.other();
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
        return Set.of(Side.A, Side.B);
    }

    /** Running it again is safe: a script that is kept already is not written again. */
    @Override
    public Presence observe(StepContext<LakeSide> at) {
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<LakeSide> at) {
        return Answers.of(() -> {
            LakeSide source = at.on(from);
            Patience patience = Patience.ofDefaults(at::pause);
            List<String> unknown = new ArrayList<>();
            for (Recurring each : wanted) {
                Optional<Job> newest = newest(source, each);
                newest.ifPresentOrElse(
                        job -> KeptJob.file(at.on(from.other()), tree, each.recurrenceId(), patience)
                                .replace(KeptJob.of(source.account(), job)),
                        () -> unknown.add(each.recurrenceId().toString()));
            }
            return Outcome.done().with("kept", wanted.size() - unknown.size()).with("unknown", unknown);
        });
    }

    /** The newest that has run or runs; lists do not tell scripts. */
    private static Optional<Job> newest(LakeSide source, Recurring wanted) {
        for (Job job : source.ofRecurrence(wanted.recurrenceId(), Instant.EPOCH)) {
            boolean itsPipeline = wanted.pipelineId().isEmpty()
                    || job.related().flatMap(Related::pipelineId).equals(wanted.pipelineId());
            if (itsPipeline) {
                return source.find(job.id());
            }
        }
        return Optional.empty();
    }
}
