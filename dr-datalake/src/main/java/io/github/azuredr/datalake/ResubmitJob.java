package io.github.azuredr.datalake;

import io.github.azuredr.datalake.job.Recurring;
import io.github.azuredr.datalake.job.Resubmission;
import io.github.azuredr.datalake.script.OutputPaths;
import io.github.azuredr.datalake.script.RewriteResult;
import io.github.azuredr.datalake.state.StateFile;
import io.github.azuredr.datalake.store.Reserved;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Goes on with a recurring job on the side that became active: rewritten, compiled, submitted with the recurrence, priority
 * and parallelism it had, followed to its end, and its output looked for.
 *
 * @param tree the tree that the accounts work on
 * @param side the active side
 * @param recurrence which
 * @param settings how the accounts are replicated
 */
record ResubmitJob(String tree, Side side, UUID recurrence, AnalyticsSettings settings) implements Step<LakeSide> {
    @Override
    public String title() {
        return "Run recurring job " + recurrence + " on side " + side;
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CREATES;
    }

    /** Its id follows from script and epoch, and the service takes an id once. */
    @Override
    public Fencing fencing() {
        return Fencing.CONDITIONAL;
    }

    @Override
    public Set<Side> touches() {
        return Set.of(side);
    }

    @Override
    public Duration timeout() {
        return Duration.ofHours(6);
    }

    /** Running it again is safe: the job is found by its id. */
    @Override
    public Presence observe(StepContext<LakeSide> at) {
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<LakeSide> at) {
        return Answers.of(() -> {
            LakeSide lake = at.on(side);
            AnalyticsRun run = new AnalyticsRun(at, tree, settings);
            KeptJob kept = KeptJob.file(lake, tree, recurrence, run.patience()).value();
            if (kept.unknown()) {
                return KeptJob.never(recurrence, side);
            }
            StateFile<Attempt> attempts = attempts(lake, run);
            Attempt attempt = attempts.value().in(at.epoch());
            Resubmission.Result result = new Resubmission(settings.rewriterTo(side))
                    .run(
                            lake,
                            run.followed(lake),
                            List.of(Recurring.of(recurrence)),
                            Map.of(recurrence, kept.job()),
                            tree + " " + attempt.epoch() + " " + attempt.number())
                    .get(0);
            if (result.state() == Resubmission.State.SUCCEEDED) {
                return outputs(lake, run, kept, result.detail());
            }
            // A job that failed keeps its id: whoever tries again does so under the next number.
            attempts.replace(attempt.failed());
            return Outcome.failed("The recurring job '" + kept.name() + "' did not run on side " + side + ": "
                    + result.state() + ": " + result.detail());
        });
    }

    /**
     * How often the job was tried.
     *
     * @param epoch in which epoch
     * @param number from 1
     */
    record Attempt(long epoch, int number) {
        Attempt in(long now) {
            return epoch == now ? this : new Attempt(now, 1);
        }

        Attempt failed() {
            return new Attempt(epoch, number + 1);
        }
    }

    private StateFile<Attempt> attempts(LakeSide lake, AnalyticsRun run) {
        return StateFile.open(
                lake,
                Reserved.path(tree, "job-attempts", recurrence.toString()),
                Attempt.class,
                new Attempt(0, 1),
                run.patience());
    }

    private Outcome.Answer outputs(LakeSide lake, AnalyticsRun run, KeptJob kept, String detail) {
        RewriteResult rewritten = settings.rewriterTo(side).rewrite(kept.script());
        String text = rewritten instanceof RewriteResult.Rewritten done ? done.text() : "";
        List<String> there = new ArrayList<>();
        List<String> elsewhere = new ArrayList<>();
        for (String path : OutputPaths.of(text)) {
            Optional<String> inTree = settings.inTree(side, path);
            if (inTree.isEmpty()) {
                elsewhere.add(path);
            } else if (run.patience().read(() -> lake.look(inTree.get())).isPresent()) {
                there.add(path);
            } else {
                return Outcome.failed("The recurring job '" + kept.name() + "' succeeded on side " + side
                        + ", but its output " + path + " is not there.");
            }
        }
        return Outcome.done().with("ran", detail).with("output", there).with("notLookedAt", elsewhere);
    }
}
