package io.github.azuredr.streamanalytics.jdbc;

import io.github.azuredr.streamanalytics.mark.SequenceRange;
import io.github.azuredr.streamanalytics.output.OutputRow;
import io.github.azuredr.streamanalytics.output.Page;
import io.github.azuredr.streamanalytics.output.Position;
import io.github.azuredr.streamanalytics.output.RowSource;
import io.github.azuredr.streamanalytics.output.RowSourceException;
import io.github.azuredr.streamanalytics.stamp.ProducerEpoch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An output table read by keyset paging on time, sequence and id: each page costs the same, wherever it is. Every call
 * takes a connection of its own, so that a pool's timeouts apply.
 */
public final class JdbcRowSource implements RowSource {
    /** The lowest time both databases can hold. */
    private static final Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");

    private final JdbcOutput output;
    private @Nullable TableShape shape;
    private long unplaced;

    /** A source over one region's table. */
    public JdbcRowSource(JdbcOutput output) {
        this.output = output;
    }

    @Override
    public Position startingAt(Instant time) {
        return position(time.isBefore(BEGINNING) ? BEGINNING : time, -1, "");
    }

    @Override
    public Page read(Position after, Instant before, int atMost) {
        return calling("read", connection -> {
            TableShape shape = shape(connection);
            String[] place = after.text().split("\\|", 3);
            boolean bounded = !before.equals(Instant.MAX);
            List<OutputRow> rows = new ArrayList<>(atMost);
            try (PreparedStatement select = connection.prepareStatement(pageSql(shape, bounded, atMost))) {
                int parameter = 1;
                for (int part : output.dialect().keysetParameters()) {
                    switch (part) {
                        case 0 -> shape.bind(select, parameter, Instant.parse(place[0]));
                        case 1 -> select.setLong(parameter, Long.parseLong(place[1]));
                        default -> select.setString(parameter, place[2]);
                    }
                    parameter++;
                }
                if (bounded) {
                    shape.bind(select, parameter, before);
                }
                select.setFetchSize(atMost);
                RowReader reader = new RowReader(output.table(), shape);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        rows.add(reader.read(row));
                    }
                }
            }
            boolean atEnd = rows.size() < atMost;
            Position next = rows.isEmpty() ? after : position(rows.get(rows.size() - 1));
            return new Page(rows, next, atEnd, atEnd ? unplaced(connection, shape) : List.of());
        });
    }

    @Override
    public List<OutputRow> find(ProducerEpoch source, SequenceRange wanted, Instant near, int atMost) {
        OutputTable table = output.table();
        if (table.producer() == null || table.epoch() == null || table.sequence() == null) {
            return List.of();
        }
        SqlDialect dialect = output.dialect();
        String sequence = dialect.quote(table.sequence());
        String rest = " FROM " + dialect.table(table.name()) + " WHERE " + dialect.quote(table.producer()) + " = ? AND "
                + dialect.quote(table.epoch()) + " = ? AND " + sequence + " BETWEEN ? AND ? AND "
                + dialect.quote(table.time()) + " IS NOT NULL ORDER BY " + sequence;
        return calling("look for " + source + ":" + wanted, connection -> {
            TableShape shape = shape(connection);
            try (PreparedStatement select =
                    connection.prepareStatement(dialect.first(String.join(", ", shape.columns()), rest, atMost))) {
                select.setString(1, source.producer());
                select.setLong(2, source.epoch());
                select.setLong(3, wanted.first());
                select.setLong(4, wanted.last());
                RowReader reader = new RowReader(table, shape);
                List<OutputRow> found = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        found.add(reader.read(row));
                    }
                }
                return found;
            }
        });
    }

    @Override
    public Optional<Instant> newest() {
        return calling("find the newest row", connection -> {
            TableShape shape = shape(connection);
            String time = output.dialect().quote(output.table().time());
            try (Statement select = connection.createStatement();
                    ResultSet row = select.executeQuery("SELECT max(" + time + ") FROM "
                            + output.dialect().table(output.table().name()))) {
                row.next();
                return Optional.ofNullable(shape.time(row, 1));
            }
        });
    }

    @Override
    public Map<ProducerEpoch, Long> reached(Instant since) {
        OutputTable table = output.table();
        if (table.producer() == null || table.epoch() == null || table.sequence() == null) {
            return Map.of();
        }
        SqlDialect dialect = output.dialect();
        String source = dialect.quote(table.producer()) + ", " + dialect.quote(table.epoch());
        String sql = "SELECT " + source + ", max(" + dialect.quote(table.sequence()) + ") FROM "
                + dialect.table(table.name()) + " WHERE " + dialect.quote(table.time()) + " >= ? AND "
                + dialect.quote(table.producer()) + " IS NOT NULL AND " + dialect.quote(table.sequence())
                + " > 0 GROUP BY " + source;
        return calling("find the newest sequences", connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                shape(connection).bind(select, 1, since.isBefore(BEGINNING) ? BEGINNING : since);
                Map<ProducerEpoch, Long> reached = new HashMap<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        if (!row.getString(1).isBlank()) {
                            reached.put(new ProducerEpoch(row.getString(1), row.getLong(2)), row.getLong(3));
                        }
                    }
                }
                return reached;
            }
        });
    }

    private String pageSql(TableShape shape, boolean bounded, int atMost) {
        OutputTable table = output.table();
        return output.dialect()
                .page(
                        String.join(", ", shape.columns()),
                        output.dialect().table(table.name()),
                        List.of(output.dialect().quote(table.time()), shape.sequence(), shape.id()),
                        bounded,
                        atMost);
    }

    /** Rows without time have no place in any page; they are counted and told about when there are more of them. */
    private List<String> unplaced(Connection connection, TableShape shape) throws SQLException {
        if (!shape.timeMayBeAbsent()) {
            return List.of();
        }
        String table = output.table().name();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(
                        "SELECT count(*) FROM " + output.dialect().table(table) + " WHERE "
                                + output.dialect().quote(output.table().time()) + " IS NULL")) {
            row.next();
            long now = row.getLong(1);
            long more = now - unplaced;
            unplaced = now;
            return more > 0
                    ? List.of(more + " more rows of " + table + " have no "
                            + output.table().time())
                    : List.of();
        }
    }

    private TableShape shape(Connection connection) throws SQLException {
        TableShape known = shape;
        if (known == null) {
            known = TableShape.of(output, connection);
            shape = known;
        }
        return known;
    }

    private static Position position(OutputRow row) {
        return position(row.time(), row.sequence(), row.id());
    }

    private static Position position(Instant time, long sequence, String id) {
        return new Position(time + "|" + sequence + "|" + id);
    }

    private <T> T calling(String what, Call<T> call) {
        try (Connection connection = output.dataSource().getConnection()) {
            return call.on(connection);
        } catch (SQLException failed) {
            throw new RowSourceException(
                    "table " + output.table().name() + ": cannot " + what + ": " + failed.getMessage(), failed);
        }
    }

    private interface Call<T> {
        T on(Connection connection) throws SQLException;
    }
}
