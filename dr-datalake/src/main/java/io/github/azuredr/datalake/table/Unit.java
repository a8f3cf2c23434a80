package io.github.azuredr.datalake.table;

import io.github.azuredr.datalake.catalog.ObjectKind;
import io.github.azuredr.datalake.catalog.ObjectName;
import java.util.List;

/**
 * What is copied at once: a partition, or a table that has none.
 *
 * @param table the table
 * @param label the partition's values as text; empty for a whole table
 */
public record Unit(ObjectName table, List<String> label) {
    /** Copies the label; refuses what is no table. */
    public Unit {
        if (table.kind() != ObjectKind.TABLE) {
            throw new IllegalArgumentException("table must name a table, not a " + table.kind());
        }
        label = List.copyOf(label);
    }

    @Override
    public String toString() {
        return table + (label.isEmpty() ? "" : " partition " + label);
    }
}
