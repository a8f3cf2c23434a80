package io.github.azuredr.streamanalytics.spool;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.mark.RecordedGap;
import io.github.azuredr.streamanalytics.stamp.EventStamp;
import io.github.azuredr.streamanalytics.stamp.ProducerEpoch;
import io.github.azuredr.streamanalytics.stamp.StampedEvent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.sqlite.SQLiteConfig;

/**
 * A spool in one SQLite file: write-ahead log, flushed to disk at each commit (synchronous FULL), held by one process at a
 * time. Several threads share a flush. Needs {@code org.xerial:sqlite-jdbc}.
 */
public final class SqliteSpool implements Spool {
    private static final int SQLITE_FULL = 13;
    private static final int SQLITE_BUSY = 5;
    private static final int SQLITE_LOCKED = 6;

    private final Path file;
    private final Connection connection;
    private final GroupCommit commits;
    private final SpoolLimits limits;
    private final Map<Side, AtomicLong> events = new EnumMap<>(Side.class);
    private final Map<Side, AtomicLong> bytes = new EnumMap<>(Side.class);

    private SqliteSpool(Path file, Connection connection, SpoolLimits limits) throws SQLException {
        this.file = file;
        this.connection = connection;
        this.limits = limits;
        this.commits = new GroupCommit(connection);
        prepare(connection);
        for (Side side : Side.values()) {
            SpoolLoad load = counted(connection, side);
            events.put(side, new AtomicLong(load.events()));
            bytes.put(side, new AtomicLong(load.bytes()));
        }
    }

    /**
     * Opens or makes the spool.
     *
     * @param file on a local disk that survives a restart of the process
     * @throws SpoolException when another process holds it or it cannot be opened
     */
    public static SqliteSpool open(Path file, SpoolLimits limits) {
        return open(file, limits, 0);
    }

    /** With a limit on the file's pages, which then fails as a full disk does. */
    static SqliteSpool open(Path file, SpoolLimits limits, int mostPages) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
        config.setBusyTimeout(0);
        if (mostPages > 0) {
            config.setMaxPageCount(mostPages);
        }
        try {
            Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
            try {
                return new SqliteSpool(file, connection, limits);
            } catch (SQLException failed) {
                connection.close();
                throw failed;
            }
        } catch (SQLException failed) {
            throw broken(file, "open", failed);
        }
    }

    @Override
    public long beginEpoch(String producer, long atLeast) {
        return read("begin an epoch", connected -> {
            String held = null;
            long before = -1;
            try (Statement statement = connected.createStatement();
                    ResultSet row = statement.executeQuery("SELECT name, epoch FROM producer")) {
                if (row.next()) {
                    held = row.getString(1);
                    before = row.getLong(2);
                }
            }
            if (held != null && !held.equals(producer)) {
                throw new IllegalStateException("spool " + file + " belongs to producer " + held + ", not to "
                        + producer + ": give each producer a file of its own");
            }
            long epoch = Math.max(before + 1, atLeast);
            try (PreparedStatement put =
                    connected.prepareStatement("INSERT OR REPLACE INTO producer(one, name, epoch) VALUES (1, ?, ?)")) {
                put.setString(1, producer);
                put.setLong(2, epoch);
                put.executeUpdate();
            }
            return epoch;
        });
    }

    @Override
    public boolean append(Side side, StampedEvent event) {
        int size = event.size();
        AtomicLong count = at(events, side);
        AtomicLong total = at(bytes, side);
        boolean room = count.incrementAndGet() <= limits.events();
        room &= total.addAndGet(size) <= limits.bytes();
        boolean kept = false;
        try {
            if (room) {
                commits.write(connected -> insert(connected, side, event, size));
                kept = true;
            }
            return room;
        } catch (SQLException failed) {
            throw broken(file, "keep " + event.stamp(), failed);
        } finally {
            if (!kept) {
                count.decrementAndGet();
                total.addAndGet(-size);
            }
        }
    }

    @Override
    public List<StampedEvent> oldest(Side side, int atMost) {
        return read("read what is owed to " + side, connected -> {
            List<StampedEvent> owed = new ArrayList<>();
            try (PreparedStatement select =
                    connected.prepareStatement("SELECT producer, epoch, sequence, event_id, event_time, event_nanos,"
                            + " partition_key, body, properties FROM event WHERE side = ?"
                            + " ORDER BY epoch, sequence LIMIT ?")) {
                select.setString(1, side.name());
                select.setInt(2, atMost);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        EventStamp stamp = new EventStamp(
                                row.getString(4),
                                new ProducerEpoch(row.getString(1), row.getLong(2)),
                                row.getLong(3),
                                Instant.ofEpochSecond(row.getLong(5), row.getInt(6)));
                        owed.add(new StampedEvent(
                                stamp, row.getString(7), row.getBytes(8), EventBytes.properties(row.getBytes(9))));
                    }
                }
            }
            return owed;
        });
    }

    @Override
    public void remove(Side side, List<EventStamp> accepted) {
        if (accepted.isEmpty()) {
            return;
        }
        long[] removed = new long[2];
        try {
            commits.write(connected -> {
                try (PreparedStatement delete = connected.prepareStatement(
                        "DELETE FROM event WHERE side = ? AND epoch = ? AND sequence = ? RETURNING bytes")) {
                    for (EventStamp stamp : accepted) {
                        delete.setString(1, side.name());
                        delete.setLong(2, stamp.source().epoch());
                        delete.setLong(3, stamp.sequence());
                        try (ResultSet row = delete.executeQuery()) {
                            while (row.next()) {
                                removed[0]++;
                                removed[1] += row.getLong(1);
                            }
                        }
                    }
                }
            });
        } catch (SQLException failed) {
            throw broken(file, "forget " + accepted.size() + " events", failed);
        }
        at(events, side).addAndGet(-removed[0]);
        at(bytes, side).addAndGet(-removed[1]);
    }

    @Override
    public SpoolLoad load(Side side) {
        return new SpoolLoad(at(events, side).get(), at(bytes, side).get());
    }

    @Override
    public void record(RecordedGap gap) {
        try {
            commits.write(connected -> GapRows.add(connected, gap));
        } catch (SQLException failed) {
            throw broken(file, "record a gap", failed);
        }
    }

    @Override
    public List<RecordedGap> gaps() {
        return read("read the gaps", GapRows::all);
    }

    @Override
    public void close() {
        try {
            commits.close();
        } catch (SQLException failed) {
            throw broken(file, "close", failed);
        }
    }

    private static AtomicLong at(Map<Side, AtomicLong> of, Side side) {
        AtomicLong counter = of.get(side);
        if (counter == null) {
            throw new IllegalStateException("no counter for side " + side);
        }
        return counter;
    }

    private <T> T read(String what, GroupCommit.Read<T> read) {
        try {
            return commits.read(read);
        } catch (SQLException failed) {
            throw broken(file, what, failed);
        }
    }

    private static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE IF NOT EXISTS event(side TEXT NOT NULL, producer TEXT NOT NULL,"
                    + " epoch INTEGER NOT NULL, sequence INTEGER NOT NULL, event_id TEXT NOT NULL,"
                    + " event_time INTEGER NOT NULL, event_nanos INTEGER NOT NULL, partition_key TEXT NOT NULL,"
                    + " body BLOB NOT NULL, properties BLOB NOT NULL, bytes INTEGER NOT NULL,"
                    + " PRIMARY KEY (side, epoch, sequence)) WITHOUT ROWID");
            statement.executeUpdate("CREATE TABLE IF NOT EXISTS producer(one INTEGER PRIMARY KEY, name TEXT NOT NULL,"
                    + " epoch INTEGER NOT NULL)");
            statement.executeUpdate(GapRows.TABLE);
            // The first write takes the file's lock, so that a second process is refused at once.
            statement.executeUpdate("PRAGMA user_version = 1");
        }
    }

    private static void insert(Connection connection, Side side, StampedEvent event, int size) throws SQLException {
        EventStamp stamp = event.stamp();
        Instant time = stamp.eventTime();
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT OR IGNORE INTO event(side, producer, epoch, sequence, event_id, event_time, event_nanos,"
                        + " partition_key, body, properties, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, side.name());
            insert.setString(2, stamp.source().producer());
            insert.setLong(3, stamp.source().epoch());
            insert.setLong(4, stamp.sequence());
            insert.setString(5, stamp.eventId());
            insert.setLong(6, time.getEpochSecond());
            insert.setInt(7, time.getNano());
            insert.setString(8, event.partitionKey());
            insert.setBytes(9, event.body());
            insert.setBytes(10, EventBytes.of(event.properties()));
            insert.setInt(11, size);
            insert.executeUpdate();
        }
    }

    private static SpoolLoad counted(Connection connection, Side side) throws SQLException {
        try (PreparedStatement count =
                connection.prepareStatement("SELECT count(*), coalesce(sum(bytes), 0) FROM event WHERE side = ?")) {
            count.setString(1, side.name());
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return new SpoolLoad(row.getLong(1), row.getLong(2));
            }
        }
    }

    private static SpoolException broken(Path file, String what, SQLException failed) {
        String why =
                switch (failed.getErrorCode()) {
                    case SQLITE_FULL -> "the disk is full; make room, the sender goes on by itself";
                    case SQLITE_BUSY, SQLITE_LOCKED -> "another process holds it; one process per spool file";
                    default -> failed.getMessage();
                };
        return new SpoolException("spool " + file + " cannot " + what + ": " + why, failed);
    }
}
