package io.github.azuredr.streamanalytics.query;

import io.github.azuredr.streamanalytics.jdbc.SqlDialect;
import io.github.azuredr.streamanalytics.stamp.StampFields;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The DDL of an output table that a reader can page through by index and that takes each row once. */
public final class OutputDdl {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

    private OutputDdl() {}

    /**
     * A table of stamped events, with the keyset's index, the index for filling gaps, and a unique id. A duplicate insert is
     * ignored on SQL Server; on PostgreSQL it fails, so there the id's index is not unique and the reader skips duplicates.
     *
     * @param values the application's columns and their SQL types, written as they are
     */
    public static String ofEvents(SqlDialect dialect, String table, Map<String, String> values) {
        check(table);
        values.keySet().forEach(OutputDdl::check);
        boolean server = dialect == SqlDialect.SQL_SERVER;
        String text = server ? "nvarchar(200)" : "text";
        String more = values.entrySet().stream()
                .map(column -> ",\n  " + quoted(dialect, column.getKey()) + " " + column.getValue())
                .collect(Collectors.joining());
        String time = quoted(dialect, StampFields.EVENT_TIME);
        String id = quoted(dialect, StampFields.EVENT_ID);
        String producer = quoted(dialect, StampFields.PRODUCER);
        String epoch = quoted(dialect, StampFields.EPOCH);
        String sequence = quoted(dialect, StampFields.SEQUENCE);
        String name = quoted(dialect, table);
        return "CREATE TABLE " + name + " (\n  " + time + (server ? " datetime2(7)" : " timestamptz") + " NOT NULL,\n  "
                + id + " " + text + " NOT NULL,\n  " + producer + " " + text + " NOT NULL,\n  " + epoch
                + " bigint NOT NULL,\n  " + sequence + " bigint NOT NULL" + more + "\n);\n"
                + "CREATE " + (server ? "UNIQUE " : "") + "INDEX " + table + "_id ON " + name + " (" + id + ")"
                + (server ? " WITH (IGNORE_DUP_KEY = ON)" : "") + ";\n"
                + "CREATE INDEX " + table + "_order ON " + name + " (" + time + ", " + sequence + ", " + id + ");\n"
                + "CREATE INDEX " + table + "_gaps ON " + name + " (" + producer + ", " + epoch + ", " + sequence
                + ");\n";
    }

    private static String quoted(SqlDialect dialect, String name) {
        return dialect == SqlDialect.SQL_SERVER ? '[' + name + ']' : '"' + name + '"';
    }

    private static void check(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is not a name of letters, digits and _");
        }
    }
}
