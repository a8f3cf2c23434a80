package io.github.azuredr.datalake.table;

import io.github.azuredr.datalake.catalog.Definition;
import io.github.azuredr.datalake.catalog.ObjectName;
import io.github.azuredr.datalake.catalog.TableScripts;
import io.github.azuredr.datalake.job.Job;
import io.github.azuredr.datalake.job.JobIds;
import io.github.azuredr.datalake.job.JobRequest;
import io.github.azuredr.datalake.table.UnitResult.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Brings a table of one side back to kept versions, on the same side. What is replaced is exported first, so that a restore
 * can be taken back; a unit that had no rows then is emptied.
 */
public final class TableRestore {
    private final TableReplication.Account account;
    private final String folder;
    private final UnaryOperator<String> located;
    private final Consumer<TableHistory.Version> kept;

    /**
     * Creates a restore.
     *
     * @param folder where rows are exported to, rooted
     * @param located the path at which an exported file lies now
     * @param kept makes a version durable that is about to be replaced
     */
    public TableRestore(
            TableReplication.Account account,
            String folder,
            UnaryOperator<String> located,
            Consumer<TableHistory.Version> kept) {
        this.account = account;
        this.folder = folder;
        this.located = located;
        this.kept = kept;
    }

    /**
     * Restores.
     *
     * @param wanted the version of each unit; a unit without one is emptied
     * @param found the units as they were when this restore began, also when it is taken up again
     * @param at the time of versions that are kept now
     */
    public List<UnitResult> run(
            TableHistory history, Map<List<String>, TableHistory.Version> wanted, TableState found, Instant at) {
        List<UnitResult> results = new ArrayList<>();
        Map<List<String>, UnitState> units = new LinkedHashMap<>(found.units());
        wanted.keySet().forEach(label -> units.putIfAbsent(label, found.unit(label)));
        for (Map.Entry<List<String>, UnitState> each : units.entrySet()) {
            Unit unit = new Unit(found.table(), each.getKey());
            Optional<TableHistory.Version> version = Optional.ofNullable(wanted.get(each.getKey()));
            boolean same = version.map(
                            one -> one.fingerprint().equals(each.getValue().fingerprint()))
                    .orElse(each.getValue().rows() == 0);
            if (!same) {
                results.add(one(history, unit, each.getValue(), version, found.definition(), at));
            }
        }
        Optional<TableState> after = TableState.read(account.catalog(), found.table());
        return results.stream()
                .map(each -> compared(
                        each, Optional.ofNullable(wanted.get(each.unit().label())), after))
                .toList();
    }

    private UnitResult one(
            TableHistory history,
            Unit unit,
            UnitState found,
            Optional<TableHistory.Version> version,
            Definition.Table now,
            Instant at) {
        if (found.rows() > 0) {
            Optional<UnitResult> notKept = keep(unit, found, now, at);
            if (notKept.isPresent()) {
                return notKept.get();
            }
        }
        TableScripts.Written written = version.map(one -> TableScripts.load(
                        unit.table(),
                        history.definitions().get(one.definition()),
                        unit.label(),
                        account.root() + located.apply(history.path(one, folder))))
                .orElseGet(() -> TableScripts.clear(unit.table(), now, unit.label()));
        return ran(
                        unit,
                        "restore",
                        found,
                        version.map(TableHistory.Version::fingerprint).orElse("nothing"),
                        written)
                .orElseGet(() -> new UnitResult(
                        unit,
                        Outcome.COPIED,
                        version.map(one -> one.rows() + " rows").orElse("emptied")));
    }

    private Optional<UnitResult> keep(Unit unit, UnitState found, Definition.Table now, Instant at) {
        String path = new StagedPaths(folder).of(unit, found);
        Optional<UnitResult> failed = ran(
                unit, "keep", found, "", TableScripts.export(unit.table(), now, unit.label(), account.root() + path));
        if (failed.isEmpty()) {
            kept.accept(new TableHistory.Version(unit.label(), found.fingerprint(), found.rows(), 0, at));
        }
        return failed;
    }

    private Optional<UnitResult> ran(Unit unit, String verb, UnitState found, String to, TableScripts.Written written) {
        if (!(written instanceof TableScripts.Script script)) {
            return Optional.of(new UnitResult(unit, Outcome.NOT_WRITABLE, written.toString()));
        }
        ObjectName table = unit.table();
        UUID id = JobIds.of(
                verb, account.name(), table.toString(), String.join("\n", unit.label()), found.fingerprint(), to);
        Job job = account.jobs().toItsEnd(JobRequest.of(id, "dr " + verb + " " + table.name(), script.text()));
        return job.succeeded()
                ? Optional.empty()
                : Optional.of(new UnitResult(
                        unit, job.ended() ? Outcome.IMPORT_FAILED : Outcome.STILL_RUNNING, verb + ": " + job.why()));
    }

    private static UnitResult compared(
            UnitResult result, Optional<TableHistory.Version> wanted, Optional<TableState> after) {
        long expected = wanted.map(TableHistory.Version::rows).orElse(0L);
        long rows = after.map(state -> state.unit(result.unit().label()).rows()).orElse(-1L);
        return result.outcome() != Outcome.COPIED || rows == expected
                ? result
                : new UnitResult(
                        result.unit(),
                        Outcome.ROW_COUNTS_DIFFER,
                        "the kept version has " + expected + " rows, the table now " + rows);
    }
}
