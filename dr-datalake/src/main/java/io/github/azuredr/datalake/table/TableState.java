package io.github.azuredr.datalake.table;

import io.github.azuredr.datalake.catalog.CatalogPort;
import io.github.azuredr.datalake.catalog.Definition;
import io.github.azuredr.datalake.catalog.Fragment;
import io.github.azuredr.datalake.catalog.ObjectName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table with the states of its units, read with two lists however many partitions it has.
 *
 * @param table its name
 * @param definition its columns and keys
 * @param units state by label; for a table without partitions one entry with an empty label
 */
public record TableState(ObjectName table, Definition.Table definition, Map<List<String>, UnitState> units) {
    /** Copies the map. */
    public TableState {
        units = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(units));
    }

    /** Reads a table; empty when there is none. */
    public static Optional<TableState> read(CatalogPort catalog, ObjectName name) {
        return catalog.table(name)
                .map(object -> (Definition.Table) object.definition())
                .map(definition -> new TableState(name, definition, units(catalog, name, definition)));
    }

    /** The state of one unit; that of an empty one when it is not there. */
    public UnitState unit(List<String> label) {
        return units.getOrDefault(label, UnitState.of(List.of()));
    }

    private static Map<List<String>, UnitState> units(
            CatalogPort catalog, ObjectName name, Definition.Table definition) {
        Map<String, List<Fragment>> byParent = new HashMap<>();
        List<Fragment> all = new ArrayList<>();
        boolean partitioned = !definition.partitionKeys().isEmpty();
        Map<List<String>, UnitState> units = new LinkedHashMap<>();
        if (!partitioned) {
            catalog.fragments(name).forEach(all::add);
            units.put(List.of(), UnitState.of(all));
            return units;
        }
        // Partitions first: pieces of one that is made meanwhile have no unit yet, and are seen by the next pass.
        List<CatalogPort.PartitionId> partitions = new ArrayList<>();
        catalog.partitionIds(name).forEach(partitions::add);
        catalog.fragments(name).forEach(each -> byParent.computeIfAbsent(each.parentId(), key -> new ArrayList<>())
                .add(each));
        for (CatalogPort.PartitionId partition : partitions) {
            units.put(partition.partition().label(), UnitState.of(byParent.getOrDefault(partition.id(), List.of())));
        }
        return units;
    }
}
