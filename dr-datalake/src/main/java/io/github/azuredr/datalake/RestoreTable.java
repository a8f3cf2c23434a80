package io.github.azuredr.datalake;

import io.github.azuredr.datalake.catalog.ObjectName;
import io.github.azuredr.datalake.job.JobIds;
import io.github.azuredr.datalake.state.StateFile;
import io.github.azuredr.datalake.store.Reserved;
import io.github.azuredr.datalake.table.TableHistory;
import io.github.azuredr.datalake.table.TableRestore;
import io.github.azuredr.datalake.table.TableState;
import io.github.azuredr.datalake.table.UnitResult;
import io.github.azuredr.datalake.table.UnitState;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings a table of the active side back to what a pass once read of it; what it replaces is exported first.
 *
 * @param tree the tree that the accounts work on
 * @param side the active side
 * @param table the table
 * @param at when the wanted state was read
 * @param settings how the accounts are replicated
 */
record RestoreTable(String tree, Side side, ObjectName table, Instant at, AnalyticsSettings settings)
        implements Step<LakeSide> {
    @Override
    public String title() {
        return "Bring " + table + " on side " + side + " back to what it held at " + at;
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CHANGES;
    }

    /** Job ids follow from what was found and what is wanted: a late one was run already. */
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
        return Duration.ofHours(3);
    }

    /** Running it again is safe: what the table held at first is on record, and jobs are found by their ids. */
    @Override
    public Presence observe(StepContext<LakeSide> context) {
        return Presence.absent();
    }

    /**
     * What the table held when the restore began.
     *
     * @param key of the step that began
     * @param units its units
     */
    record Began(String key, List<Unit> units) {
        Began {
            units = List.copyOf(units);
        }
    }

    /** One unit. */
    record Unit(List<String> label, UnitState state) {
        Unit {
            label = List.copyOf(label);
        }
    }

    @Override
    public Outcome.Answer execute(StepContext<LakeSide> context) {
        return Answers.of(() -> {
            AnalyticsRun run = new AnalyticsRun(context, tree, settings);
            LakeSide lake = context.on(side);
            StateFile<TableHistory> history = TableHistory.open(lake, tree, table, run.patience());
            Map<List<String>, TableHistory.Version> wanted = history.value().at(at);
            Optional<TableState> now = TableState.read(lake, table);
            if (wanted.isEmpty() || now.isEmpty()) {
                return Outcome.refused(
                        "unknown-point",
                        now.isEmpty()
                                ? table + " is not in the catalog of side " + side + "; create it first."
                                : "No version of " + table + " from " + at + " or before is kept on side " + side
                                        + ".");
            }
            String folder = AnalyticsRun.staged(tree);
            List<UnitResult> results = new TableRestore(
                            run.account(side),
                            folder,
                            path -> run.located(lake, path),
                            version -> history.replace(
                                    history.value().with(now.get().definition(), version)))
                    .run(history.value(), wanted, began(context, run, lake, now.get()), run.serviceTime(lake));
            List<String> failed = results.stream()
                    .filter(each -> each.outcome() != UnitResult.Outcome.COPIED)
                    .map(each -> each.unit() + ": " + each.outcome() + ": " + each.detail())
                    .toList();
            return failed.isEmpty()
                    ? Outcome.done().with("restored", results.size())
                    : Outcome.failed(failed.size() + " of " + results.size() + " units could not be brought back, the"
                            + " first: " + failed.get(0));
        });
    }

    private TableState began(StepContext<LakeSide> context, AnalyticsRun run, LakeSide lake, TableState now) {
        StateFile<Began> file = StateFile.open(
                lake,
                Reserved.path(
                        tree, "restores", JobIds.of("table", table.toString()).toString()),
                Began.class,
                new Began("", List.of()),
                run.patience());
        if (!file.value().key().equals(context.idempotencyKey())) {
            List<Unit> units = new ArrayList<>();
            now.units().forEach((label, state) -> units.add(new Unit(label, state)));
            file.replace(new Began(context.idempotencyKey(), units));
        }
        Map<List<String>, UnitState> units = new LinkedHashMap<>();
        file.value().units().forEach(each -> units.put(each.label(), each.state()));
        return new TableState(table, now.definition(), units);
    }
}
