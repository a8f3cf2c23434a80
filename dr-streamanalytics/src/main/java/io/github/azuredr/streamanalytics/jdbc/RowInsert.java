package io.github.azuredr.streamanalytics.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows on their way into a table that may have them already, as many per statement as the dialect takes. */
final class RowInsert implements AutoCloseable {
    private static final int ID = 1;

    private final JdbcOutput target;
    private final Connection connection;
    private final int most;
    private final PreparedStatement full;
    private final List<@Nullable Object[]> waiting = new ArrayList<>();
    private long inserted;

    RowInsert(JdbcOutput target, Connection connection) throws SQLException {
        this.target = target;
        this.connection = connection;
        this.most = target.dialect().rowsPerInsert(target.table().columns().size());
        this.full = connection.prepareStatement(sql(most));
    }

    /** Takes one row, its columns in the table's order. */
    void add(@Nullable Object[] row) throws SQLException {
        waiting.add(row);
        if (waiting.size() == most) {
            execute(full);
        }
    }

    /** Inserts what is left; how many rows were not there before. */
    long finish() throws SQLException {
        if (!waiting.isEmpty()) {
            try (PreparedStatement rest = connection.prepareStatement(sql(waiting.size()))) {
                execute(rest);
            }
        }
        return inserted;
    }

    @Override
    public void close() throws SQLException {
        full.close();
    }

    private void execute(PreparedStatement insert) throws SQLException {
        int parameter = 1;
        for (@Nullable Object[] row : waiting) {
            for (Object value : row) {
                insert.setObject(parameter++, value);
            }
            if (target.dialect().repeatsId()) {
                insert.setObject(parameter++, row[ID]);
            }
        }
        inserted += insert.executeUpdate();
        waiting.clear();
    }

    private String sql(int rows) {
        SqlDialect dialect = target.dialect();
        return dialect.insertIfAbsent(
                dialect.table(target.table().name()),
                target.table().columns().stream().map(dialect::quote).toList(),
                dialect.quote(target.table().id()),
                rows);
    }
}
