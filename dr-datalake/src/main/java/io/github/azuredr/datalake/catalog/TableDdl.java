package io.github.azuredr.datalake.catalog;

import java.util.List;
import java.util.stream.Collectors;

/** The statements about tables and their partitions. */
public final class TableDdl {
    private static final int HASH = 2;
    private static final int RANGE = 5;
    private static final int ROUND_ROBIN = 6;
    private static final int DIRECT_HASH = 17;
    private static final int FEWEST = 2;
    private static final int MOST = 2500;

    private TableDdl() {}

    static String create(ObjectName name, Definition.Table table) {
        if (table.external().isPresent()) {
            Definition.Remote remote = table.external().get();
            return "CREATE EXTERNAL TABLE IF NOT EXISTS " + name.quoted() + "\n(" + columns(table.columns())
                    + "\n) FROM " + Usql.name(remote.dataSource()) + " LOCATION " + Usql.string(remote.table()) + ";";
        }
        String storage = table.index()
                .map(index -> ",\n    INDEX " + Usql.name(index.name()) + " CLUSTERED"
                        + (index.columnstore() ? " COLUMNSTORE" : keys(index.keys()))
                        + partitioned(table)
                        + distributed(table))
                .orElse("");
        return "CREATE TABLE IF NOT EXISTS " + name.quoted() + "\n(" + columns(table.columns()) + storage + "\n);";
    }

    static String columns(List<Definition.Column> columns) {
        return columns.stream()
                .map(column -> "\n    " + Usql.name(column.name()) + " " + ColumnType.word(column.type()))
                .collect(Collectors.joining(","));
    }

    /** Adds a partition, if it is not there. */
    static String addPartition(ObjectName table, Definition.Table definition, List<String> label) {
        return "ALTER TABLE " + table.quoted() + " ADD IF NOT EXISTS PARTITION " + values(definition, label) + ";";
    }

    /** Removes a partition with its rows, if it is there. */
    static String dropPartition(ObjectName table, Definition.Table definition, List<String> label) {
        return "ALTER TABLE " + table.quoted() + " DROP IF EXISTS PARTITION " + values(definition, label) + ";";
    }

    /** Adds columns at the end. */
    static String addColumns(ObjectName table, List<Definition.Column> columns) {
        return columns.stream()
                .map(column -> "ALTER TABLE " + table.quoted() + " ADD COLUMN " + Usql.name(column.name()) + " "
                        + ColumnType.word(column.type()) + ";")
                .collect(Collectors.joining("\n"));
    }

    /** The values of a partition in brackets, as typed literals. */
    static String values(Definition.Table table, List<String> label) {
        return "(" + String.join(", ", PartitionLabel.literals(table, label)) + ")";
    }

    private static String keys(List<Definition.KeyColumn> keys) {
        return keys.stream()
                .map(key -> Usql.name(key.name()) + (key.descending() ? " DESC" : " ASC"))
                .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String partitioned(Definition.Table table) {
        return table.partitionKeys().isEmpty()
                ? ""
                : table.partitionKeys().stream()
                        .map(Usql::name)
                        .collect(Collectors.joining(", ", "\n    PARTITIONED BY (", ")"));
    }

    private static String distributed(Definition.Table table) {
        Definition.Distribution how = table.distribution()
                .orElseThrow(() -> unknown("the catalog names no distribution for the table; create it by hand."));
        boolean partitioned = !table.partitionKeys().isEmpty();
        String names =
                how.keys().stream().map(key -> Usql.name(key.name())).collect(Collectors.joining(", ", "(", ")"));
        String spread =
                switch (how.code()) {
                    case HASH -> "HASH " + names;
                    case RANGE -> "RANGE" + keys(how.keys());
                    case ROUND_ROBIN -> "ROUND ROBIN";
                    case DIRECT_HASH -> "DIRECT HASH " + names;
                    default ->
                        throw unknown("the distribution code " + how.code()
                                + " is not known (2 hash, 5 range, 6 round robin, 17 direct hash); create it by hand.");
                };
        if (partitioned && how.code() != HASH && how.code() != ROUND_ROBIN) {
            throw unknown("a partitioned table is spread by HASH or ROUND ROBIN only, not by " + spread + ".");
        }
        if (how.code() != ROUND_ROBIN && how.keys().isEmpty()) {
            throw unknown("the distribution " + spread + " has no columns; create the table by hand.");
        }
        boolean counted = how.count() >= FEWEST && how.count() <= MOST && how.code() != RANGE;
        return "\n    DISTRIBUTED BY " + spread + (counted ? " INTO " + how.count() : "");
    }

    private static Refused unknown(String why) {
        return new Refused(CatalogProblem.Rule.UNKNOWN_DISTRIBUTION, why);
    }
}
