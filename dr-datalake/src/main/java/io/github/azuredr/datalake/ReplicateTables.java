package io.github.azuredr.datalake;

import io.github.azuredr.datalake.catalog.Definition;
import io.github.azuredr.datalake.catalog.ObjectName;
import io.github.azuredr.datalake.state.StateFile;
import io.github.azuredr.datalake.table.TableHistory;
import io.github.azuredr.datalake.table.TableLedger;
import io.github.azuredr.datalake.table.TableReplication;
import io.github.azuredr.datalake.table.TableState;
import io.github.azuredr.datalake.table.Tables;
import io.github.azuredr.datalake.table.UnitResult;
import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Copies the rows of every table that changed since the last pass: per changed partition one export, one file, one import.
 *
 * @param tree the tree that the accounts work on
 * @param from the side to read from
 * @param settings how the accounts are replicated
 */
record ReplicateTables(String tree, Side from, AnalyticsSettings settings) implements Step<LakeSide> {
    @Override
    public String title() {
        return "Copy changed partitions of the tables on side " + from + " to side " + from.other();
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CHANGES;
    }

    /** Job ids follow from the work, and a late import of an older state does not find its file any more. */
    @Override
    public Fencing fencing() {
        return Fencing.CONVERGENT;
    }

    @Override
    public Set<Side> touches() {
        return Set.of(Side.A, Side.B);
    }

    @Override
    public Duration timeout() {
        return Duration.ofHours(3);
    }

    /** Running it again is safe: what is copied already is told by its checkpoint, and jobs are found by their ids. */
    @Override
    public Presence observe(StepContext<LakeSide> at) {
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<LakeSide> at) {
        return Answers.of(() -> {
            AnalyticsRun run = new AnalyticsRun(at, tree, settings);
            LakeSide target = at.on(from.other());
            run.mustBeAllowed(target);
            Instant read = run.serviceTime(at.on(from));
            List<ObjectName> tables = Tables.of(at.on(from));
            List<UnitResult> results = new ArrayList<>();
            for (int i = 0; i < tables.size(); i++) {
                TableLedger ledger = TableLedger.open(target, tree, tables.get(i), run.patience());
                List<UnitResult> units = replication(at, run, ledger, read).pass(tables.get(i));
                if (!units.isEmpty()) {
                    history(at, run, ledger, tables.get(i), read);
                }
                results.addAll(units);
                at.progress(i + 1, tables.size(), "tables");
            }
            StateFile<TablesMemory> memory = run.tables(target);
            List<String> problems = problems(results);
            memory.replace(memory.value().after(at.epoch(), problems, read.toString()));
            return answer(results, problems, tables.size(), read);
        });
    }

    private TableReplication replication(StepContext<LakeSide> at, AnalyticsRun run, TableLedger ledger, Instant read) {
        return new TableReplication(
                        run.account(from),
                        run.account(from.other()),
                        run.staging(from.other()),
                        ledger,
                        () -> read,
                        AnalyticsRun.staged(tree))
                .asking(() -> run.mustBeAllowed(at.on(from.other())));
    }

    /** Both sides know which file holds which state, and forget those that are too old. */
    private void history(
            StepContext<LakeSide> at, AnalyticsRun run, TableLedger ledger, ObjectName table, Instant read) {
        Optional<Definition.Table> definition =
                TableState.read(at.on(from), table).map(TableState::definition);
        for (Side side : definition.isPresent() ? Side.values() : new Side[0]) {
            LakeSide lake = at.on(side);
            StateFile<TableHistory> file = TableHistory.open(lake, tree, table, run.patience());
            TableHistory whole = file.value().with(definition.get(), ledger);
            List<TableHistory.Version> old = whole.before(read.minus(settings.retention()));
            file.replace(whole.without(old));
            old.forEach(each -> run.forget(lake, whole.path(each, AnalyticsRun.staged(tree))));
        }
    }

    private static List<String> problems(List<UnitResult> results) {
        return results.stream()
                .filter(each -> each.outcome() != UnitResult.Outcome.COPIED)
                .map(each -> each.unit() + ": " + each.outcome() + ": " + each.detail())
                .toList();
    }

    private Outcome.Answer answer(List<UnitResult> results, List<String> problems, int tables, Instant read) {
        boolean soonGone = results.stream()
                .filter(each -> each.outcome() != UnitResult.Outcome.COPIED)
                .allMatch(each -> each.outcome() == UnitResult.Outcome.SOURCE_MOVED
                        || each.outcome() == UnitResult.Outcome.STILL_RUNNING);
        if (!problems.isEmpty() && soonGone) {
            return Outcome.failedForNow(
                    problems.size() + " partitions are to be taken up again, the first: " + problems.get(0));
        }
        Outcome.Done done = Outcome.done()
                .with("tables", tables)
                .with("copied", results.size() - problems.size())
                .with("problems", problems.size())
                .with("first", problems.stream().findFirst().orElse(""))
                .with(WholePoint.SOURCE_TIME, read);
        return problems.isEmpty()
                ? done.proving(RecoveryPoint.partial(from, read).referring(TablePoint.of(tree, from, read)))
                : done;
    }
}
