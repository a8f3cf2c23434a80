package io.github.azuredr.datalake.table;

import io.github.azuredr.datalake.catalog.CatalogPort;
import io.github.azuredr.datalake.catalog.ObjectName;
import io.github.azuredr.datalake.job.JobRun;
import io.github.azuredr.datalake.table.UnitResult.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Copies what changed in a table: per changed partition one export job, one file and one import job that clears and
 * inserts. A pass may be broken off anywhere and run again; the ids of its jobs follow from what they do, so that no
 * insert happens twice.
 *
 * <p>Replication only writes over what replication wrote: a target that holds anything else is left alone.
 */
public final class TableReplication {
    /** How many units are under way between two readings of a side. */
    private static final int BATCH = 200;

    private final Account source;
    private final Account target;
    private final StagedFiles files;
    private final Checkpoints checkpoints;
    private final InstantSource time;
    private final StagedPaths paths;
    private final Runnable stillAllowed;

    /**
     * One side.
     *
     * @param catalog its catalog
     * @param name the account's name
     * @param jobs brings its jobs to their end
     * @param root what a script writes before a rooted path to reach the staged files; empty in the default store
     */
    public record Account(CatalogPort catalog, String name, JobRun jobs, String root) {
        /** Files are staged in the account's default store. */
        public Account(CatalogPort catalog, String name, JobRun jobs) {
            this(catalog, name, jobs, "");
        }
    }

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
            InstantSource time,
            String folder) {
        this(source, target, files, checkpoints, time, new StagedPaths(folder), () -> {});
    }

    private TableReplication(
            Account source,
            Account target,
            StagedFiles files,
            Checkpoints checkpoints,
            InstantSource time,
            StagedPaths paths,
            Runnable stillAllowed) {
        this.source = source;
        this.target = target;
        this.files = files;
        this.checkpoints = checkpoints;
        this.time = time;
        this.paths = paths;
        this.stillAllowed = stillAllowed;
    }

    /** The same, asking right before rows of the target are replaced; what the question throws ends the pass. */
    public TableReplication asking(Runnable question) {
        return new TableReplication(source, target, files, checkpoints, time, paths, question);
    }

    /** Copies what changed since the last pass; what did not change is neither listed nor touched. */
    public List<UnitResult> pass(ObjectName table) {
        Instant at = time.instant();
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
        if (to.isEmpty()) {
            changed.forEach(unit -> results.add(
                    new UnitResult(unit, Outcome.NO_TARGET_TABLE, "create it by the catalog's statements first")));
        } else if (!to.get().definition().columns().equals(here.definition().columns())) {
            changed.forEach(unit ->
                    results.add(new UnitResult(unit, Outcome.DEFINITIONS_DIFFER, "apply the catalog's changes first")));
        } else {
            for (int start = 0; start < changed.size(); start += BATCH) {
                List<Unit> batch = changed.subList(start, Math.min(changed.size(), start + BATCH));
                results.addAll(batch(batch, here, to.get(), at));
            }
        }
        return results;
    }

    /** Each side is read once more for a batch, not for each unit. */
    private List<UnitResult> batch(List<Unit> units, TableState here, TableState there, Instant at) {
        List<UnitCopy> copies = units.stream()
                .map(unit -> new UnitCopy(source, target, checkpoints.find(unit), paths, unit, here, there, at))
                .toList();
        copies.forEach(UnitCopy::beginExport);
        copies.forEach(UnitCopy::endExport);
        if (copies.stream().anyMatch(UnitCopy::goesOn)) {
            // The scripts read the table after it was listed: only an unchanged state tells which rows are in a file.
            TableState now = TableState.read(source.catalog(), here.table()).orElse(here);
            copies.forEach(copy -> copy.requireUnmoved(now));
            copies.forEach(copy -> copy.carry(files));
        }
        keep(copies);
        if (copies.stream().anyMatch(UnitCopy::goesOn)) {
            stillAllowed.run();
            copies.forEach(UnitCopy::beginImport);
            copies.forEach(UnitCopy::endImport);
            TableState after = TableState.read(target.catalog(), here.table()).orElse(there);
            copies.forEach(copy -> copy.compare(after));
            keep(copies);
        }
        return copies.stream().map(UnitCopy::result).toList();
    }

    private void keep(List<UnitCopy> copies) {
        List<Checkpoint> reached =
                copies.stream().flatMap(copy -> copy.reached().stream()).toList();
        if (!reached.isEmpty()) {
            checkpoints.putAll(reached);
        }
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
}
