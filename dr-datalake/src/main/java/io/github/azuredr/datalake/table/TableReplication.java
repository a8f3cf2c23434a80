package io.github.azuredr.datalake.table;

import io.github.azuredr.datalake.catalog.CatalogPort;
import io.github.azuredr.datalake.catalog.ObjectName;
import io.github.azuredr.datalake.catalog.TableScripts;
import io.github.azuredr.datalake.job.Job;
import io.github.azuredr.datalake.job.JobIds;
import io.github.azuredr.datalake.job.JobRequest;
import io.github.azuredr.datalake.job.JobRun;
import io.github.azuredr.datalake.table.UnitResult.Outcome;
import io.github.azuredr.time.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Copies what changed in a table: per changed partition one export job, one file and one import job that clears and
 * inserts. A pass may be broken off anywhere and run again; the ids of its jobs follow from what they do, so that no
 * insert happens twice.
 *
 * <p>Replication only writes over what replication wrote: a target that holds anything else is left alone.
 */
public final class TableReplication {
    private final Account source;
    private final Account target;
    private final StagedFiles files;
    private final Checkpoints checkpoints;
    private final TimeSource time;
    private final String folder;

    /**
     * One side.
     *
     * @param catalog its catalog
     * @param name the account's name
     * @param jobs brings its jobs to their end
     */
    public record Account(CatalogPort catalog, String name, JobRun jobs) {}

    /**
     * Creates a replication.
     *
     * @param folder where exported files lie in both default stores: rooted, without a slash at its end
     */
    public TableReplication(
            Account source,
            Account target,
            StagedFiles files,
            Checkpoints checkpoints,
            TimeSource time,
            String folder) {
        if (!folder.startsWith("/") || folder.endsWith("/")) {
            throw new IllegalArgumentException(
                    "folder must begin with a slash and end without one: '" + folder + "'; such as /dr/tables");
        }
        this.source = source;
        this.target = target;
        this.files = files;
        this.checkpoints = checkpoints;
        this.time = time;
        this.folder = folder;
    }

    /** Copies what changed since the last pass; what did not change is neither listed nor touched. */
    public List<UnitResult> pass(ObjectName table) {
        java.time.Instant at = time.now();
        Optional<TableState> from = TableState.read(source.catalog(), table);
        if (from.isEmpty()) {
            return List.of();
        }
        TableState here = from.get();
        List<Unit> changed = changed(here);
        if (changed.isEmpty()) {
            return List.of();
        }
        Optional<TableState> to = TableState.read(target.catalog(), table);
        List<UnitResult> results = new ArrayList<>();
        for (Unit unit : changed) {
            if (to.isEmpty()) {
                results.add(new UnitResult(unit, Outcome.NO_TARGET_TABLE, "create it by the catalog's statements first"));
            } else if (!to.get().definition().columns().equals(here.definition().columns())) {
                results.add(new UnitResult(unit, Outcome.DEFINITIONS_DIFFER, "apply the catalog's changes first"));
            } else {
                results.add(new Copy(unit, here, to.get(), at).run());
            }
        }
        return results;
    }

    private List<Unit> changed(TableState here) {
        List<Unit> changed = new ArrayList<>();
        for (Map.Entry<List<String>, UnitState> each : here.units().entrySet()) {
            Unit unit = new Unit(here.table(), each.getKey());
            boolean current = checkpoints
                    .find(unit)
                    .filter(Checkpoint::done)
                    .filter(checkpoint -> checkpoint.source().equals(each.getValue()))
                    .isPresent();
            if (!current) {
                changed.add(unit);
            }
        }
        return changed;
    }

    /** The copying of one unit. */
    private final class Copy {
        private final Unit unit;
        private final TableState from;
        private final TableState to;
        private final java.time.Instant at;
        private final UnitState wanted;

        Copy(Unit unit, TableState from, TableState to, java.time.Instant at) {
            this.unit = unit;
            this.from = from;
            this.to = to;
            this.at = at;
            this.wanted = from.unit(unit.label());
        }

        UnitResult run() {
            Optional<Checkpoint> last = checkpoints.find(unit);
            UnitState found = to.unit(unit.label());
            boolean ours = last.isPresent()
                    ? !last.get().done() || last.get().target().equals(found)
                    : found.rows() == 0;
            if (!ours) {
                return result(
                        Outcome.TARGET_CHANGED_BY_ANOTHER,
                        "the copy has " + found.rows() + " rows that replication did not write; empty it by hand to"
                                + " let replication go on");
            }
            String path = folder + "/" + JobIds.of("unit", unit.table().toString(), String.join("\n", unit.label()))
                    + "/" + wanted.fingerprint() + ".tsv";
            TableScripts.Written export = TableScripts.export(unit.table(), from.definition(), unit.label(), path);
            TableScripts.Written load = TableScripts.load(unit.table(), from.definition(), unit.label(), path);
            if (export instanceof TableScripts.NotWritten no) {
                return result(Outcome.NOT_WRITABLE, no.problem().reason());
            }
            if (load instanceof TableScripts.NotWritten no) {
                return result(Outcome.NOT_WRITABLE, no.problem().reason());
            }
            return export instanceof TableScripts.Script out && load instanceof TableScripts.Script in
                    ? exported(out.text(), in.text(), path, last)
                    : result(Outcome.NOT_WRITABLE, "no script");
        }

        private UnitResult exported(String export, String load, String path, Optional<Checkpoint> last) {
            int generation = last.map(Checkpoint::generation).orElse(0);
            UUID id = id("export", source.name(), generation);
            Job job = source.jobs().toItsEnd(JobRequest.of(id, "dr export " + unit.table().name(), export));
            if (!job.succeeded()) {
                return ended(job, Outcome.EXPORT_FAILED, generation, last);
            }
            // The script read the table after it was listed: only an unchanged state tells which rows are in the file.
            UnitState now = TableState.read(source.catalog(), unit.table())
                    .map(state -> state.unit(unit.label()))
                    .orElse(wanted);
            if (!now.equals(wanted)) {
                return result(Outcome.SOURCE_MOVED, "the source changed during its export");
            }
            files.copy(path);
            return loaded(load, generation);
        }

        private UnitResult loaded(String load, int generation) {
            UUID id = id("import", target.name(), generation);
            UnitState before = to.unit(unit.label());
            checkpoints.put(new Checkpoint(unit, wanted, before, generation, false, id, at));
            Job job = target.jobs().toItsEnd(JobRequest.of(id, "dr import " + unit.table().name(), load));
            if (!job.succeeded()) {
                return ended(job, Outcome.IMPORT_FAILED, generation, checkpoints.find(unit));
            }
            UnitState after = TableState.read(target.catalog(), unit.table())
                    .map(state -> state.unit(unit.label()))
                    .orElse(before);
            boolean agree = after.rows() == wanted.rows();
            checkpoints.put(new Checkpoint(unit, wanted, after, generation + 1, agree, id, at));
            return agree
                    ? result(Outcome.COPIED, wanted.rows() + " rows")
                    : result(
                            Outcome.ROW_COUNTS_DIFFER,
                            "the source has " + wanted.rows() + " rows, its copy " + after.rows());
        }

        /** A job that failed keeps its id for ever: the next attempt is a new generation. */
        private UnitResult ended(Job job, Outcome failed, int generation, Optional<Checkpoint> last) {
            if (!job.ended()) {
                return result(Outcome.STILL_RUNNING, job.toString());
            }
            UnitState target = last.map(Checkpoint::target).orElseGet(() -> to.unit(unit.label()));
            boolean untouched = failed == Outcome.EXPORT_FAILED && last.map(Checkpoint::done).orElse(false);
            UnitState copied = untouched ? last.map(Checkpoint::source).orElse(wanted) : wanted;
            checkpoints.put(new Checkpoint(unit, copied, target, generation + 1, untouched, job.id(), at));
            return result(failed, job.why());
        }

        private UUID id(String verb, String account, int generation) {
            List<String> parts = new ArrayList<>(List.of(
                    verb,
                    account,
                    unit.table().toString(),
                    wanted.fingerprint(),
                    String.valueOf(generation),
                    String.valueOf(from.definition().columns())));
            parts.addAll(unit.label());
            return JobIds.of(parts.toArray(String[]::new));
        }

        private UnitResult result(Outcome outcome, String detail) {
            return new UnitResult(unit, outcome, detail);
        }
    }
}
