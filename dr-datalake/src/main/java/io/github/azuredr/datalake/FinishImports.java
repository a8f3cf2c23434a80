package io.github.azuredr.datalake;

import io.github.azuredr.datalake.table.TableLedger;
import io.github.azuredr.datalake.table.Unfinished;
import io.github.azuredr.datalake.table.UnitResult;
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
import java.util.Set;

/**
 * Ends the imports that were under way when replication ended: their files are on this side already, and without them a
 * partition would be empty or half full.
 *
 * @param tree the tree that the accounts work on
 * @param side the side that becomes active
 * @param settings how the accounts are replicated
 */
record FinishImports(String tree, Side side, AnalyticsSettings settings) implements Step<LakeSide> {
    @Override
    public String title() {
        return "Finish imports that were under way on side " + side;
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CHANGES;
    }

    /** Its imports say the same however often they run, and their files are taken away when it has ended. */
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
        return Duration.ofHours(1);
    }

    /** Running it again is safe: an import that has ended is found by its id. */
    @Override
    public Presence observe(StepContext<LakeSide> at) {
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<LakeSide> at) {
        return Answers.of(() -> {
            AnalyticsRun run = new AnalyticsRun(at, tree, settings);
            List<UnitResult> results = new ArrayList<>();
            for (TableLedger ledger : TableLedger.all(at.on(side), tree, run.patience())) {
                results.addAll(
                        new Unfinished(run.account(side), run.staging(side), AnalyticsRun.staged(tree)).finish(ledger));
            }
            List<String> incomplete = results.stream()
                    .filter(each -> each.outcome() != UnitResult.Outcome.COPIED)
                    .map(each -> each.unit() + ": " + each.outcome() + ": " + each.detail())
                    .toList();
            // The side serves all the same: what is incomplete is named here, and by the check that follows.
            return Outcome.done()
                    .with("finished", results.size() - incomplete.size())
                    .with("incomplete", incomplete);
        });
    }
}
