package io.github.azuredr.streamanalytics.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the database says about the columns that make the reading order. */
record TableShape(boolean zonedTime, boolean timeMayBeAbsent, String sequence, String id, List<String> columns) {

    static TableShape of(JdbcOutput output, Connection connection) throws SQLException {
        OutputTable table = output.table();
        SqlDialect dialect = output.dialect();
        List<String> columns = table.columns().stream().map(dialect::quote).toList();
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT " + String.join(", ", columns) + " FROM "
                        + dialect.table(table.name()) + " WHERE 1 = 0")) {
            ResultSetMetaData meta = none.getMetaData();
            String type = meta.getColumnTypeName(1).toLowerCase(Locale.ROOT);
            boolean zoned = meta.getColumnType(1) == Types.TIMESTAMP_WITH_TIMEZONE
                    || type.equals("timestamptz")
                    || type.equals("datetimeoffset")
                    || type.contains("with time zone");
            String id = placed(meta, 2, columns.get(1), "''");
            String sequence = table.sequence() == null ? "0" : placed(meta, 3, columns.get(2), "0");
            return new TableShape(zoned, mayBeAbsent(meta, 1), sequence, id, columns);
        }
    }

    /** A column that may be NULL would make its rows vanish from a keyset; its substitute keeps them, at an index's price. */
    private static String placed(ResultSetMetaData meta, int column, String name, String absent) throws SQLException {
        return mayBeAbsent(meta, column) ? "coalesce(" + name + ", " + absent + ")" : name;
    }

    private static boolean mayBeAbsent(ResultSetMetaData meta, int column) throws SQLException {
        return meta.isNullable(column) != ResultSetMetaData.columnNoNulls;
    }

    void bind(PreparedStatement statement, int parameter, Instant time) throws SQLException {
        OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
        if (zonedTime) {
            statement.setObject(parameter, utc);
        } else {
            statement.setObject(parameter, utc.toLocalDateTime());
        }
    }

    @Nullable Instant time(ResultSet row, int column) throws SQLException {
        if (zonedTime) {
            OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
            return time == null ? null : time.toInstant();
        }
        LocalDateTime time = row.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }
}
