package io.github.azuredr.datalake.catalog;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The two scripts that carry a unit's rows: out of one account into a file, and from the file into the other account. */
public final class TableScripts {
    private static final String FORMAT = "(encoding: Encoding.UTF8, quoting: false, nullEscape: \"%N\")";

    private TableScripts() {}

    /** A script, or why none can be written. */
    public sealed interface Written {}

    /** The script. */
    public record Script(String text) implements Written {}

    /** Why the rows cannot be carried. */
    public record NotWritten(CatalogProblem problem) implements Written {}

    /**
     * Writes a unit into a file.
     *
     * @param label the partition's values, or none for the whole table
     * @param path rooted path in the account's default store
     */
    public static Written export(ObjectName name, Definition.Table table, List<String> label, String path) {
        return written(name, () -> {
            String columns =
                    table.storedColumns().stream().map(ColumnTransport::export).collect(Collectors.joining(",\n    "));
            List<String> values = label.isEmpty() ? List.of() : PartitionLabel.literals(table, label);
            String where = IntStream.range(0, values.size())
                    .mapToObj(i -> Usql.name(table.partitionKeys().get(i)) + " == " + values.get(i))
                    .collect(Collectors.joining(" AND "));
            return "@rows = SELECT\n    " + columns + "\nFROM " + name.quoted()
                    + (where.isEmpty() ? "" : "\nWHERE " + where) + ";\nOUTPUT @rows TO " + Usql.string(path)
                    + "\nUSING Outputters.Tsv" + FORMAT + ";\n";
        });
    }

    /** Replaces a unit by the rows of a file; may be run again, since it clears first. */
    public static Written load(ObjectName name, Definition.Table table, List<String> label, String path) {
        return written(name, () -> {
            List<Definition.Column> stored = table.storedColumns();
            String clear = cleared(name, table, label);
            String extract = stored.stream()
                    .map(column -> Usql.name(column.name()) + " " + ColumnTransport.fileType(column))
                    .collect(Collectors.joining(",\n    "));
            String into =
                    stored.stream().map(column -> Usql.name(column.name())).collect(Collectors.joining(", "));
            String select = stored.stream()
                    .map(column -> ColumnTransport.load(column) + " AS " + Usql.name(column.name()))
                    .collect(Collectors.joining(",\n    "));
            // The file is asked for first: a script whose file was taken away touches nothing.
            return "@rows = EXTRACT\n    " + extract + "\nFROM " + Usql.string(path) + "\nUSING Extractors.Tsv"
                    + FORMAT + ";\n" + clear + "\nINSERT INTO " + name.quoted() + "\n(" + into + ")"
                    + (label.isEmpty() ? "" : "\nPARTITION " + TableDdl.values(table, label)) + "\nSELECT\n    "
                    + select + "\nFROM @rows;\n";
        });
    }

    /** Removes the rows of a unit; a partition stays. */
    public static Written clear(ObjectName name, Definition.Table table, List<String> label) {
        return written(name, () -> cleared(name, table, label) + "\n");
    }

    private static String cleared(ObjectName name, Definition.Table table, List<String> label) {
        return label.isEmpty()
                ? "TRUNCATE TABLE " + name.quoted() + ";"
                : TableDdl.dropPartition(name, table, label) + "\n" + TableDdl.addPartition(name, table, label);
    }

    private static Written written(ObjectName name, java.util.function.Supplier<String> script) {
        try {
            return new Script(script.get());
        } catch (Refused refused) {
            return new NotWritten(refused.of(name));
        }
    }
}
