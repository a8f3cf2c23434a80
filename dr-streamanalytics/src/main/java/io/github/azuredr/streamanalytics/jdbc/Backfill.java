package io.github.azuredr.streamanalytics.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Lets a restored database catch up with the other one: compares digests per bucket of time, inserts by anti-join on id
 * what the target lacks in the buckets that differ, and compares those again, id by id. It may be repeated; it deletes nothing.
 */
public final class Backfill {
    private static final int FETCH = 2_000;

    private final JdbcOutput source;
    private final JdbcOutput target;
    private final Duration bucket;

    /**
     * A backfill.
     *
     * @param source the side that was written meanwhile
     * @param target the side that came back
     * @param bucket the span compared at once; its ids are held in memory
     */
    public Backfill(JdbcOutput source, JdbcOutput target, Duration bucket) {
        if (bucket.toSeconds() < 1 || !bucket.equals(Duration.ofSeconds(bucket.toSeconds()))) {
            throw new IllegalArgumentException("bucket is " + bucket + ": give whole seconds, at least one");
        }
        if (!source.table().columns().equals(target.table().columns())) {
            throw new IllegalArgumentException("the tables have different columns: "
                    + source.table().columns() + " and " + target.table().columns());
        }
        this.source = source;
        this.target = target;
        this.bucket = bucket;
    }

    /**
     * Fills the target.
     *
     * @param from inclusive: the outage's start less the overlap
     * @param to exclusive
     */
    public BackfillReport fill(Instant from, Instant to) throws SQLException {
        try (Connection read = source.dataSource().getConnection();
                Connection write = target.dataSource().getConnection()) {
            TableShape here = TableShape.of(source, read);
            TableShape there = TableShape.of(target, write);
            Map<Instant, BucketDigest> wanted = digests(source, here, read, from, to);
            Map<Instant, BucketDigest> found = digests(target, there, write, from, to);
            long inserted = 0;
            long onlyInTarget = 0;
            long differing = 0;
            Set<Instant> starts = new TreeSet<>(wanted.keySet());
            starts.addAll(found.keySet());
            for (Instant start : starts) {
                if (!Objects.equals(wanted.get(start), found.get(start))) {
                    Instant first = start.isBefore(from) ? from : start;
                    Instant end = start.plus(bucket).isAfter(to) ? to : start.plus(bucket);
                    Set<String> wantedIds = ids(source, here, read, first, end);
                    Set<String> present = ids(target, there, write, first, end);
                    onlyInTarget += present.stream()
                            .filter(id -> !wantedIds.contains(id))
                            .count();
                    long now = insert(here, read, write, first, end, present);
                    inserted += now;
                    // By ids: a table without a unique key may hold a row twice, which makes no difference.
                    Set<String> after = now == 0 ? present : ids(target, there, write, first, end);
                    differing += after.equals(wantedIds) ? 0 : 1;
                }
            }
            return new BackfillReport(inserted, onlyInTarget, starts.size(), differing);
        }
    }

    /** The digests of one side, by bucket. */
    private Map<Instant, BucketDigest> digests(
            JdbcOutput side, TableShape shape, Connection connection, Instant from, Instant to) throws SQLException {
        Map<Instant, BucketDigest> digests = new TreeMap<>();
        scan(side, shape, connection, List.of(side.table().time(), side.table().id()), from, to, row -> {
            Instant time = shape.time(row, 1);
            String id = row.getString(2);
            if (time != null && id != null) {
                Instant start = start(time);
                digests.put(
                        start,
                        digests.getOrDefault(start, new BucketDigest(start, 0, 0, 0))
                                .plus(id));
            }
        });
        return digests;
    }

    private Set<String> ids(JdbcOutput side, TableShape shape, Connection connection, Instant from, Instant to)
            throws SQLException {
        Set<String> ids = new HashSet<>();
        scan(side, shape, connection, List.of(side.table().id()), from, to, row -> ids.add(row.getString(1)));
        return ids;
    }

    private long insert(
            TableShape shape, Connection read, Connection write, Instant from, Instant to, Set<String> present)
            throws SQLException {
        List<String> columns = source.table().columns();
        boolean autoCommit = write.getAutoCommit();
        write.setAutoCommit(false);
        try (RowInsert insert = new RowInsert(target, write)) {
            scan(source, shape, read, columns, from, to, row -> {
                String id = row.getString(2);
                // Added at once: the source may have the row twice, and the target need not have a unique key.
                if (id != null && present.add(id)) {
                    @Nullable Object[] values = new Object[columns.size()];
                    for (int column = 0; column < values.length; column++) {
                        values[column] = row.getObject(column + 1);
                    }
                    insert.add(values);
                }
            });
            long inserted = insert.finish();
            write.commit();
            return inserted;
        } catch (SQLException | RuntimeException failed) {
            write.rollback();
            throw failed;
        } finally {
            write.setAutoCommit(autoCommit);
        }
    }

    private static void scan(
            JdbcOutput side,
            TableShape shape,
            Connection connection,
            List<String> columns,
            Instant from,
            Instant to,
            RowTaker taker)
            throws SQLException {
        SqlDialect dialect = side.dialect();
        String time = dialect.quote(side.table().time());
        boolean autoCommit = connection.getAutoCommit();
        // PostgreSQL streams a result only inside a transaction.
        connection.setAutoCommit(false);
        try (PreparedStatement select = connection.prepareStatement("SELECT "
                + String.join(", ", columns.stream().map(dialect::quote).toList()) + " FROM "
                + dialect.table(side.table().name()) + " WHERE " + time + " >= ? AND " + time + " < ?")) {
            shape.bind(select, 1, from);
            shape.bind(select, 2, to);
            select.setFetchSize(FETCH);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    taker.take(row);
                }
            }
        } finally {
            connection.setAutoCommit(autoCommit);
        }
    }

    private Instant start(Instant time) {
        long width = bucket.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), width) * width);
    }

    private interface RowTaker {
        void take(ResultSet row) throws SQLException;
    }
}
