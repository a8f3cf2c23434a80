package io.github.azuredr.datalake.table;

import io.github.azuredr.datalake.catalog.ObjectKind;
import io.github.azuredr.datalake.catalog.ObjectName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is remembered of one table on the side its rows are copied to.
 *
 * @param database its database
 * @param schema its schema
 * @param table its name
 * @param turned the epoch in which this side last became the one that is copied to; 0 at first
 * @param rows one line for each unit
 */
public record TableRecord(String database, String schema, String table, long turned, List<Row> rows) {
    /** Copies the rows. */
    public TableRecord {
        rows = List.copyOf(rows);
    }

    /**
     * The checkpoint of one unit.
     *
     * @param label the partition's values; none for a whole table
     * @param source the source's fingerprint
     * @param sourceRows its rows
     * @param target the copy's fingerprint
     * @param targetRows its rows
     * @param generation grows with every import that ended
     * @param done whether the copy is complete
     * @param job the import job
     * @param at when the source was read
     */
    public record Row(
            List<String> label,
            String source,
            long sourceRows,
            String target,
            long targetRows,
            int generation,
            boolean done,
            UUID job,
            Instant at) {
        /** Copies the label. */
        public Row {
            label = List.copyOf(label);
        }

        static Row of(Checkpoint one) {
            return new Row(
                    one.unit().label(),
                    one.source().fingerprint(),
                    one.source().rows(),
                    one.target().fingerprint(),
                    one.target().rows(),
                    one.generation(),
                    one.done(),
                    one.job(),
                    one.at());
        }

        Checkpoint of(ObjectName name) {
            return new Checkpoint(
                    new Unit(name, label),
                    new UnitState(source, sourceRows),
                    new UnitState(target, targetRows),
                    generation,
                    done,
                    job,
                    at);
        }
    }

    static TableRecord nothingOf(ObjectName table) {
        return new TableRecord(table.database(), table.schema(), table.name(), 0, List.of());
    }

    /** The table. */
    public ObjectName name() {
        return ObjectName.inSchema(ObjectKind.TABLE, database, schema, table);
    }

    /** Its checkpoints. */
    public List<Checkpoint> checkpoints() {
        return rows.stream().map(row -> row.of(name())).toList();
    }

    /** The units whose rows were being replaced when a pass ended. */
    public List<Checkpoint> unfinished() {
        return checkpoints().stream().filter(each -> !each.done()).toList();
    }

    Optional<Checkpoint> find(Unit unit) {
        return rows.stream()
                .filter(row -> row.label().equals(unit.label()))
                .map(row -> row.of(name()))
                .findFirst();
    }

    TableRecord with(List<Checkpoint> all, long epoch) {
        List<Row> lines = new ArrayList<>();
        all.forEach(each -> lines.add(Row.of(each)));
        return new TableRecord(database, schema, table, epoch, lines);
    }
}
