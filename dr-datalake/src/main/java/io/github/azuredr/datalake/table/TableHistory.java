package io.github.azuredr.datalake.table;

import io.github.azuredr.datalake.catalog.Definition;
import io.github.azuredr.datalake.catalog.ObjectKind;
import io.github.azuredr.datalake.catalog.ObjectName;
import io.github.azuredr.datalake.job.JobIds;
import io.github.azuredr.datalake.state.StateFile;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.Patience;
import io.github.azuredr.datalake.store.Reserved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which exported files hold which state of a table's units; kept on both sides, so that a table can be brought back on
 * either without the other.
 *
 * @param database its database
 * @param schema its schema
 * @param table its name
 * @param definitions the definitions its versions were exported with
 * @param versions oldest first
 */
public record TableHistory(
        String database, String schema, String table, List<Definition.Table> definitions, List<Version> versions) {
    /** Copies the lists. */
    public TableHistory {
        definitions = List.copyOf(definitions);
        versions = List.copyOf(versions);
    }

    /**
     * One exported state of a unit.
     *
     * @param label the partition's values; none for a whole table
     * @param fingerprint of the state, which names the file
     * @param rows how many rows it has
     * @param definition the index of its definition
     * @param at when it was read; every row committed before is in it
     */
    public record Version(List<String> label, String fingerprint, long rows, int definition, Instant at) {
        /** Copies the label. */
        public Version {
            label = List.copyOf(label);
        }

        UnitState state() {
            return new UnitState(fingerprint, rows);
        }
    }

    /** The history of a table on one side; empty when there is none. */
    public static StateFile<TableHistory> open(LakePort lake, String tree, ObjectName table, Patience patience) {
        return StateFile.open(
                lake,
                Reserved.path(
                        tree, "history", JobIds.of("table", table.toString()).toString()),
                TableHistory.class,
                new TableHistory(table.database(), table.schema(), table.name(), List.of(), List.of()),
                patience);
    }

    /** The table. */
    public ObjectName name() {
        return ObjectName.inSchema(ObjectKind.TABLE, database, schema, table);
    }

    /** This history with every complete copy of the ledger that is not in it yet. */
    public TableHistory with(Definition.Table definition, TableLedger ledger) {
        Set<List<String>> known = new HashSet<>();
        versions.forEach(each -> known.add(key(each.label(), each.fingerprint())));
        List<Definition.Table> kinds = new ArrayList<>(definitions);
        if (!kinds.contains(definition)) {
            kinds.add(definition);
        }
        List<Version> all = new ArrayList<>(versions);
        for (Checkpoint each : ledger.record().checkpoints()) {
            boolean exported = each.done() && !each.source().equals(UnitCopy.NOTHING);
            if (exported && known.add(key(each.unit().label(), each.source().fingerprint()))) {
                all.add(new Version(
                        each.unit().label(),
                        each.source().fingerprint(),
                        each.source().rows(),
                        kinds.indexOf(definition),
                        each.at()));
            }
        }
        return new TableHistory(database, schema, table, kinds, all);
    }

    /** This history with one more version. */
    public TableHistory with(Definition.Table definition, Version version) {
        List<Definition.Table> kinds = new ArrayList<>(definitions);
        if (!kinds.contains(definition)) {
            kinds.add(definition);
        }
        List<Version> all = new ArrayList<>(versions);
        boolean known = all.stream().anyMatch(each -> key(each.label(), each.fingerprint())
                .equals(key(version.label(), version.fingerprint())));
        if (!known) {
            all.add(new Version(
                    version.label(), version.fingerprint(), version.rows(), kinds.indexOf(definition), version.at()));
        }
        return new TableHistory(database, schema, table, kinds, all);
    }

    /** The newest version of each unit that was read at or before that time. */
    public Map<List<String>, Version> at(Instant time) {
        Map<List<String>, Version> newest = new HashMap<>();
        for (Version each : versions) {
            if (!each.at().isAfter(time)) {
                newest.merge(each.label(), each, (a, b) -> b.at().isBefore(a.at()) ? a : b);
            }
        }
        return newest;
    }

    /** Versions that no point after the time needs any more. */
    public List<Version> before(Instant time) {
        Set<Version> needed = new HashSet<>(at(time).values());
        return versions.stream()
                .filter(each -> each.at().isBefore(time) && !needed.contains(each))
                .toList();
    }

    /** This history without some versions. */
    public TableHistory without(List<Version> gone) {
        List<Version> left = new ArrayList<>(versions);
        left.removeAll(gone);
        return new TableHistory(database, schema, table, definitions, left);
    }

    /** Where a version was exported to. */
    public String path(Version version, String folder) {
        return new StagedPaths(folder).of(new Unit(name(), version.label()), version.state());
    }

    private static List<String> key(List<String> label, String fingerprint) {
        List<String> key = new ArrayList<>(label);
        key.add(fingerprint);
        return key;
    }
}
