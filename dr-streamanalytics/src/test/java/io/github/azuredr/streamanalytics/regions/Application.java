package io.github.azuredr.streamanalytics.regions;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.checkpoint.Checkpoint;
import io.github.azuredr.streamanalytics.jdbc.JdbcCheckpoints;
import io.github.azuredr.streamanalytics.jdbc.SqlDialect;
import io.github.azuredr.streamanalytics.output.Batch;
import io.github.azuredr.streamanalytics.output.Delivery;
import io.github.azuredr.streamanalytics.output.DuplicateStrategy;
import io.github.azuredr.streamanalytics.output.OutputReconciler;
import io.github.azuredr.streamanalytics.output.ReaderSettings;
import io.github.azuredr.streamanalytics.output.RowSourceException;
import io.github.azuredr.streamanalytics.window.ConflictPolicy;
import io.github.azuredr.streamanalytics.window.WindowBatch;
import io.github.azuredr.streamanalytics.window.WindowDelivery;
import io.github.azuredr.streamanalytics.window.WindowReconciler;
import io.github.azuredr.streamanalytics.window.WindowSettings;
import io.github.azuredr.streamanalytics.window.WindowShape;
import io.github.azuredr.time.TimeSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.h2.jdbcx.JdbcDataSource;

/** The reading application: its own database holds what it saw and, in the same transactions, how far it is. */
final class Application {
    private static final WindowShape SHAPE = new WindowShape(
            "events", List.of("amount"), List.of("least"), List.of("greatest"), "firstSequence", "lastSequence");

    private final Map<Side, Region> regions;
    private final TimeSource time;
    private final Instant start;
    private final Random random;
    private final JdbcDataSource database = new JdbcDataSource();
    private final JdbcCheckpoints checkpoints;
    private final Map<Instant, WindowDelivery> windows = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private OutputReconciler events;
    private WindowReconciler windowed;
    private Side active = Side.A;
    private long epoch = 1;
    private int switches;
    private long duplicates;
    private long filled;

    Application(Map<Side, Region> regions, String run, TimeSource time, Random random) throws SQLException {
        this.regions = regions;
        this.time = time;
        this.start = time.now();
        this.random = random;
        database.setURL("jdbc:h2:mem:" + run + ";DB_CLOSE_DELAY=-1");
        checkpoints = new JdbcCheckpoints(database, SqlDialect.POSTGRESQL);
        checkpoints.createTable();
        try (Connection connection = database.getConnection();
                Statement create = connection.createStatement()) {
            // Nothing here would notice a duplicate: that is the reader's work.
            create.execute("CREATE TABLE seen (id varchar(100), at timestamp with time zone)");
        }
        reopen();
    }

    /** One batch of events and one of windows; whatever cannot be read makes it go to the other side. */
    void read() throws SQLException {
        try {
            if (random.nextInt(25) == 0) {
                reopen();
            }
            readEvents();
            readWindows();
        } catch (RowSourceException dark) {
            goOver();
        }
    }

    /** A planned switch, or one because the side being read falls behind. */
    void goOver() {
        active = active.other();
        epoch++;
        switches++;
        events.switchTo(active, epoch);
        windowed.switchTo(active, epoch);
    }

    Side active() {
        return active;
    }

    int switches() {
        return switches;
    }

    List<String> problems() {
        return problems;
    }

    Map<Instant, WindowDelivery> windows() {
        return windows;
    }

    String skipped() {
        return duplicates + " duplicates skipped, " + filled + " rows filled, open gaps " + events.gaps();
    }

    List<String> seen() throws SQLException {
        List<String> seen = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement select = connection.createStatement();
                var row = select.executeQuery("SELECT id FROM seen")) {
            while (row.next()) {
                seen.add(row.getString(1));
            }
        }
        return seen;
    }

    private void readEvents() throws SQLException {
        Batch batch = events.next();
        if (crash()) {
            reopen();
            return;
        }
        inOneTransaction(batch.checkpoint(), connection -> {
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO seen VALUES (?, ?)")) {
                for (Delivery one : batch.rows()) {
                    insert.setString(1, one.row().id());
                    insert.setTimestamp(2, Timestamp.from(one.row().time()));
                    insert.executeUpdate();
                }
            }
        });
        batch.problems().forEach(problem -> problems.add(problem.toString()));
        if (crash()) {
            reopen();
        } else {
            events.committed(batch);
            duplicates += batch.tally().duplicates();
            filled += batch.tally().filled();
        }
    }

    private void readWindows() throws SQLException {
        WindowBatch batch = windowed.next();
        if (crash()) {
            reopen();
            return;
        }
        inOneTransaction(batch.checkpoint(), connection -> {});
        batch.windows().forEach(window -> windows.put(window.row().time(), window));
        problems.addAll(batch.unusable());
        if (crash()) {
            reopen();
        } else {
            windowed.committed(batch);
        }
    }

    private interface Effect {
        void on(Connection connection) throws SQLException;
    }

    private void inOneTransaction(Checkpoint checkpoint, Effect effect) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            effect.on(connection);
            checkpoints.save(connection, checkpoint);
            connection.commit();
        }
    }

    private boolean crash() {
        return random.nextInt(40) == 0;
    }

    private void reopen() {
        events = OutputReconciler.open(
                "events",
                Map.of(
                        Side.A,
                        regions.get(Side.A).rows(),
                        Side.B,
                        regions.get(Side.B).rows()),
                // What was not acknowledged is sent again under its id.
                DuplicateStrategy.bySequenceAndId(10_000),
                // Longer than any part is away.
                ReaderSettings.ofDefaults().withPageSize(500).withOverlap(Duration.ofMinutes(10)),
                checkpoints,
                time,
                active,
                epoch);
        windowed = new WindowReconciler(
                "windows",
                Map.of(
                        Side.A,
                        regions.get(Side.A).windows(),
                        Side.B,
                        regions.get(Side.B).windows()),
                SHAPE,
                WindowSettings.startingAt(start, ConflictPolicy.PREFER_LARGER_COUNT),
                checkpoints,
                time,
                active,
                epoch);
    }
}
