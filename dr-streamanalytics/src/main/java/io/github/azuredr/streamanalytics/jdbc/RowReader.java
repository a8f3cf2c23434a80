package io.github.azuredr.streamanalytics.jdbc;

import io.github.azuredr.streamanalytics.output.OutputRow;
import io.github.azuredr.streamanalytics.output.RowValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes rows of result sets that select {@link OutputTable#columns()} in their order. */
final class RowReader {
    private final TableShape shape;
    private final List<String> values;
    private final int[] valueAt;
    private final int keyAt;
    private final int producerAt;
    private final int epochAt;
    private final int sequenceAt;

    RowReader(OutputTable table, TableShape shape) {
        this.shape = shape;
        this.values = table.values();
        List<String> columns = table.columns();
        this.valueAt =
                values.stream().mapToInt(value -> columns.indexOf(value) + 1).toArray();
        this.keyAt = at(columns, table.key());
        this.producerAt = at(columns, table.producer());
        this.epochAt = at(columns, table.epoch());
        this.sequenceAt = at(columns, table.sequence());
    }

    OutputRow read(ResultSet row) throws SQLException {
        Instant time = shape.time(row, 1);
        if (time == null) {
            throw new SQLException("a row without time was selected by its time");
        }
        @Nullable Object[] read = new Object[valueAt.length];
        for (int i = 0; i < read.length; i++) {
            read[i] = row.getObject(valueAt[i]);
        }
        return new OutputRow(
                orEmpty(row.getString(2)),
                keyAt == 0 ? "" : orEmpty(row.getString(keyAt)),
                time,
                producerAt == 0 ? "" : orEmpty(row.getString(producerAt)),
                epochAt == 0 ? 0 : row.getLong(epochAt),
                sequenceAt == 0 ? 0 : row.getLong(sequenceAt),
                RowValues.of(values, read));
    }

    /** The column's number; 0 when the table has none for this. */
    private static int at(List<String> columns, @Nullable String name) {
        return name == null ? 0 : columns.indexOf(name) + 1;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
