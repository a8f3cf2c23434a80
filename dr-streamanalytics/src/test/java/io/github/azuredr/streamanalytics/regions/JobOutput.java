package io.github.azuredr.streamanalytics.regions;

import io.github.azuredr.streamanalytics.jdbc.OutputTable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What a job writes: rows and windows at least once, out of order, in several small transactions. */
final class JobOutput implements AutoCloseable {
    private static final int ROWS_PER_TRANSACTION = 60;

    private final Connection connection;
    private final Random random;
    private final String run;

    JobOutput(String url, String run, Random random) throws SQLException {
        this.connection = DriverManager.getConnection(url);
        this.connection.setAutoCommit(false);
        this.run = run;
        this.random = random;
    }

    static List<String> ddl(String run) {
        String rows = "rows_" + run;
        String windows = "windows_" + run;
        return List.of(
                // No unique key on purpose: the reader alone tells duplicates.
                "CREATE TABLE " + rows + " (\"drEventTime\" timestamptz NOT NULL, \"drEventId\" text NOT NULL,"
                        + " \"drSequence\" bigint NOT NULL, \"drProducer\" text NOT NULL, \"drEpoch\" bigint NOT NULL,"
                        + " \"user\" text NOT NULL, amount bigint NOT NULL)",
                "CREATE INDEX ON " + rows + " (\"drEventTime\", \"drSequence\", \"drEventId\")",
                "CREATE INDEX ON " + rows + " (\"drProducer\", \"drEpoch\", \"drSequence\")",
                "CREATE TABLE " + windows + " (\"windowEnd\" timestamptz NOT NULL, id text NOT NULL,"
                        + " shop text NOT NULL, \"drProducer\" text NOT NULL, \"drEpoch\" bigint NOT NULL,"
                        + " events bigint NOT NULL, amount bigint NOT NULL, least bigint NOT NULL,"
                        + " greatest bigint NOT NULL, \"firstSequence\" bigint NOT NULL, \"lastSequence\" bigint NOT NULL)",
                "CREATE INDEX ON " + windows + " (\"windowEnd\", \"lastSequence\", id)");
    }

    static OutputTable rows(String run) {
        return OutputTable.stamped("rows_" + run, "user", List.of("user", "amount"));
    }

    static OutputTable windows(String run) {
        return new OutputTable(
                "windows_" + run,
                "windowEnd",
                "id",
                "shop",
                "drProducer",
                "drEpoch",
                "lastSequence",
                List.of("events", "amount", "least", "greatest", "firstSequence", "lastSequence"));
    }

    void write(List<Reading> events) throws SQLException {
        List<Reading> disordered = repeatedAndShuffled(events, 30);
        for (int from = 0; from < disordered.size(); from += ROWS_PER_TRANSACTION) {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO rows_" + run + " VALUES (?, ?, ?, ?, ?, ?, ?)")) {
                for (Reading event :
                        disordered.subList(from, Math.min(disordered.size(), from + ROWS_PER_TRANSACTION))) {
                    insert.setTimestamp(1, Timestamp.from(event.time()));
                    insert.setString(2, event.id());
                    insert.setLong(3, event.sequence());
                    insert.setString(4, event.producer());
                    insert.setLong(5, event.epoch());
                    insert.setString(6, event.user());
                    insert.setLong(7, event.amount());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            connection.commit();
        }
    }

    void writeWindows(List<OpenWindows.Closed> windows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO windows_" + run + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (OpenWindows.Closed window : repeatedAndShuffled(windows, 20)) {
                insert.setTimestamp(1, Timestamp.from(window.end()));
                insert.setString(2, window.end() + "/" + window.producer() + "#" + window.epoch());
                insert.setString(3, "shop");
                insert.setString(4, window.producer());
                insert.setLong(5, window.epoch());
                insert.setLong(6, window.events());
                insert.setLong(7, window.amount());
                insert.setLong(8, window.least());
                insert.setLong(9, window.greatest());
                insert.setLong(10, window.first());
                insert.setLong(11, window.last());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        connection.commit();
    }

    private <T> List<T> repeatedAndShuffled(List<T> rows, int oneIn) {
        List<T> all = new ArrayList<>(rows);
        rows.stream().filter(row -> random.nextInt(oneIn) == 0).forEach(all::add);
        Collections.shuffle(all, random);
        return all;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
