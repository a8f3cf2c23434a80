package io.github.azuredr.datalake;

import io.github.azuredr.datalake.store.Patience;
import io.github.azuredr.datalake.table.TableLedger;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.util.List;
import java.util.Set;

/**
 * Proves that no table of a side was left in the middle of an import.
 *
 * @param tree the tree that the accounts work on
 * @param side which side
 */
record CheckTables(String tree, Side side) implements Step<LakeSide> {
    @Override
    public String title() {
        return "Prove that every replicated table on side " + side + " is whole";
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

    /** It only reads. */
    @Override
    public Presence observe(StepContext<LakeSide> at) {
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<LakeSide> at) {
        return Answers.of(() -> {
            List<TableLedger> all = TableLedger.all(at.on(side), tree, Patience.ofDefaults(at::pause));
            List<String> broken = all.stream()
                    .flatMap(each -> each.record().unfinished().stream())
                    .map(each -> each.unit().toString())
                    .toList();
            return broken.isEmpty()
                    ? Outcome.done().with("tables", all.size())
                    : Outcome.failed("The rows of " + broken + " may be incomplete on side " + side
                            + "; import them by hand from the files below " + AnalyticsRun.staged(tree) + ".");
        });
    }
}
