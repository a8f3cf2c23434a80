package io.github.azuredr.datalake;

import io.github.azuredr.datalake.catalog.CatalogMemory;
import io.github.azuredr.datalake.catalog.CatalogTurn;
import io.github.azuredr.datalake.catalog.ObjectName;
import io.github.azuredr.datalake.files.PassSettings;
import io.github.azuredr.datalake.files.Turn;
import io.github.azuredr.datalake.state.StateFile;
import io.github.azuredr.datalake.store.Reserved;
import io.github.azuredr.datalake.table.TableLedger;
import io.github.azuredr.datalake.table.TableTurn;
import io.github.azuredr.datalake.table.Tables;
import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.LossLedger;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sets aside what only the returned side has of files, rows and catalog, lists it as loss, and lets replication run the other
 * way.
 *
 * @param tree the tree's name
 * @param returned the side that was active before
 * @param files what the tree's owner chose
 * @param settings how the accounts are replicated
 */
record TurnLake(String tree, Side returned, PassSettings files, AnalyticsSettings settings) implements Step<LakeSide> {
    /** A ledger lives in the journal, so it is kept short. */
    private static final int LISTED = 1_000;

    @Override
    public String title() {
        return "Set aside what only side " + returned + " has of tree " + tree
                + ", its tables and its catalog, then replicate towards it";
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

    @Override
    public Duration timeout() {
        return Duration.ofHours(12);
    }

    /** Running it again is safe and answers the same: what was found is in a list on the surviving side. */
    @Override
    public Presence observe(StepContext<LakeSide> at) {
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<LakeSide> at) {
        return Answers.of(() -> {
            LakeSide surviving = at.on(returned.other());
            // First the rows: when the tree is turned, replication may write over all of it.
            List<LossLedger.Lost> lost = analytics(at);
            Optional<Turn.Differences> found = Turn.of(
                            tree, at.on(returned), surviving, files, Answers.runtime(at, surviving.room()))
                    .run(at.epoch());
            if (found.isEmpty() && lost.isEmpty()) {
                return Outcome.done().with("compared", false);
            }
            Turn.Differences paths = found.orElseGet(() -> new Turn.Differences(List.of(), 0, 0, ""));
            return new TurnReplication(tree, returned, files).lost(paths, lost);
        });
    }

    private List<LossLedger.Lost> analytics(StepContext<LakeSide> at) {
        AnalyticsRun run = new AnalyticsRun(at, tree, settings);
        LakeSide surviving = at.on(returned.other());
        StateFile<LostWork> list = StateFile.open(
                surviving, Reserved.path(tree, "lost-work"), LostWork.class, LostWork.none(), run.patience());
        long lastPass = run.tables(surviving).value().epoch();
        if (list.value().epoch() > lastPass) {
            return list.value().lost();
        }
        boolean never = lastPass == 0
                && TableLedger.all(surviving, tree, run.patience()).isEmpty();
        if (never) {
            return List.of();
        }
        List<LossLedger.Lost> lost = new ArrayList<>(tables(at, run));
        lost.addAll(catalog(at, run));
        list.replace(new LostWork(at.epoch(), shortened(lost)));
        return list.value().lost();
    }

    private List<LossLedger.Lost> tables(StepContext<LakeSide> at, AnalyticsRun run) {
        LakeSide surviving = at.on(returned.other());
        Set<ObjectName> tables = new TreeSet<>(Tables.of(at.on(returned)));
        TableLedger.all(surviving, tree, run.patience())
                .forEach(ledger -> tables.add(ledger.record().name()));
        String folder = "/" + Turn.setAsidePath(tree, at.epoch(), "_tables");
        TableTurn turn = new TableTurn(
                run.account(returned), path -> run.carry(returned, path, path), folder, at.epoch(), at.now());
        List<LossLedger.Lost> lost = new ArrayList<>();
        for (ObjectName table : tables) {
            turn.run(
                            table,
                            TableLedger.open(surviving, tree, table, run.patience()),
                            TableLedger.open(at.on(returned), tree, table, run.patience()))
                    .forEach(each -> lost.add(new LossLedger.Lost(
                            each.unit().toString(),
                            each.how(),
                            each.problem().isEmpty()
                                    ? kept(each.keptAt())
                                    : "not exported, left as it is: " + each.problem())));
        }
        return lost;
    }

    private List<LossLedger.Lost> catalog(StepContext<LakeSide> at, AnalyticsRun run) {
        LakeSide surviving = at.on(returned.other());
        CatalogTurn.Found found = new CatalogTurn(
                        at.on(returned), surviving, surviving.room().scratch())
                .run(run.seen(surviving).value(), at.now());
        String path = Turn.setAsidePath(tree, at.epoch(), "_catalog.json");
        if (!found.differences().isEmpty()) {
            StateFile.open(surviving, path, SetAside.class, new SetAside(List.of()), run.patience())
                    .replace(new SetAside(found.differences()));
        }
        run.seen(at.on(returned)).replace(found.seen());
        StateFile<CatalogMemory> memory = run.memory(at.on(returned));
        memory.replace(memory.value().turned(at.epoch()));
        return found.differences().stream()
                .map(each -> new LossLedger.Lost(
                        each.name().toString(), each.how(), each.text().isEmpty() ? kept("") : path))
                .toList();
    }

    private static String kept(String path) {
        return path.isEmpty() ? "nothing to keep" : path;
    }

    private static List<LossLedger.Lost> shortened(List<LossLedger.Lost> lost) {
        return lost.subList(0, Math.min(LISTED, lost.size()));
    }

    /** Definitions that only the returned side had. */
    record SetAside(List<CatalogTurn.Difference> objects) {
        SetAside {
            objects = List.copyOf(objects);
        }
    }
}
