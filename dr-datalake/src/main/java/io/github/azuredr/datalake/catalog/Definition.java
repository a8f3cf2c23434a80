package io.github.azuredr.datalake.catalog;

import java.util.List;
import java.util.Optional;

/** What a catalog object is made of, as far as it means the same in another account: no ids, versions or inner paths. */
public sealed interface Definition {

    /** Databases, schemas and credentials: that they exist is all the service tells. */
    record Present() implements Definition {}

    /**
     * A column.
     *
     * @param name its name
     * @param type the .NET name of its type, such as {@code System.String}
     */
    record Column(String name, String type) {}

    /** A column of a key, with its direction. */
    record KeyColumn(String name, boolean descending) {}

    /**
     * How rows are spread.
     *
     * @param code the service's number: 2 hash, 5 range, 6 round robin, 17 direct hash
     * @param keys the columns it goes by
     * @param count into how many, or 0 when the service chose
     */
    record Distribution(int code, List<KeyColumn> keys, int count) {
        /** Copies the keys. */
        public Distribution {
            keys = List.copyOf(keys);
        }
    }

    /** The clustered index of a table. */
    record Index(String name, List<KeyColumn> keys, boolean columnstore) {
        /** Copies the keys. */
        public Index {
            keys = List.copyOf(keys);
        }
    }

    /**
     * A table.
     *
     * @param columns in their order
     * @param index its clustered index, when it has one
     * @param partitionKeys the columns it is partitioned by
     * @param distribution how rows are spread, when it says
     * @param external the remote table behind it, for an external table
     */
    record Table(
            List<Column> columns,
            Optional<Index> index,
            List<String> partitionKeys,
            Optional<Distribution> distribution,
            Optional<Remote> external)
            implements Definition {
        /** Copies the lists. */
        public Table {
            columns = List.copyOf(columns);
            partitionKeys = List.copyOf(partitionKeys);
        }

        /** The column of this name. */
        public Optional<Column> column(String name) {
            return columns.stream().filter(column -> column.name().equals(name)).findFirst();
        }

        /** The columns that are stored in a partition: all but those it is partitioned by. */
        public List<Column> storedColumns() {
            return columns.stream()
                    .filter(column -> !partitionKeys.contains(column.name()))
                    .toList();
        }
    }

    /** The table behind an external one. */
    record Remote(String dataSource, String table) {}

    /** A table type. */
    record TableType(List<Column> columns) implements Definition {
        /** Copies the columns. */
        public TableType {
            columns = List.copyOf(columns);
        }
    }

    /** A partition, by the text of its values in the order of the partition keys. */
    record Partition(List<String> label) implements Definition {
        /** Copies the label. */
        public Partition {
            label = List.copyOf(label);
        }
    }

    /** Statistics over columns of a table. */
    record Statistics(List<String> columns, Optional<String> filter) implements Definition {
        /** Copies the columns. */
        public Statistics {
            columns = List.copyOf(columns);
        }
    }

    /** A function, package, view or procedure: the whole statement or only its body, as the service gave it. */
    record Code(String text) implements Definition {}

    /**
     * A file of an assembly.
     *
     * @param type {@code Assembly}, {@code Resource} or {@code Nodeploy}
     * @param name the file's own name
     * @param contentPath where this account's default store keeps it
     */
    record AssemblyFile(String type, String name, String contentPath) {}

    /** An assembly. */
    record Assembly(String clrName, List<AssemblyFile> files, List<String> dependencies) implements Definition {
        /** Copies the lists. */
        public Assembly {
            files = List.copyOf(files);
            dependencies = List.copyOf(dependencies);
        }

        @Override
        public Definition portable() {
            return new Assembly(
                    clrName,
                    files.stream()
                            .map(file -> new AssemblyFile(file.type(), file.name(), ""))
                            .toList(),
                    dependencies);
        }
    }

    /** An external data source. */
    record DataSource(String provider, String providerString, List<String> pushdownTypes) implements Definition {
        /** Copies the types. */
        public DataSource {
            pushdownTypes = List.copyOf(pushdownTypes);
        }
    }

    /** What one principal may do. */
    record Access(String aceType, String principalId, String permission) implements Definition {}

    /** The part that is equal in two accounts that hold the same. */
    default Definition portable() {
        return this;
    }
}
