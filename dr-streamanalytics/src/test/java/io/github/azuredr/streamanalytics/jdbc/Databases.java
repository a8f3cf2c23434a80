package io.github.azuredr.streamanalytics.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** One PostgreSQL cluster with a database per region, started once for a test class. */
final class Databases implements AutoCloseable {
    static final OutputTable TABLE = OutputTable.stamped("clicks", "userId", List.of("userId", "page"));

    private final EmbeddedPostgres postgres;

    Databases(Path folder) throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.toFile())
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        for (String name : List.of("side_a", "side_b", "application")) {
            execute(postgres.getPostgresDatabase(), "CREATE DATABASE " + name);
        }
        for (String side : List.of("side_a", "side_b")) {
            execute(
                    of(side),
                    "CREATE TABLE clicks (\"drEventTime\" timestamptz NOT NULL, \"drEventId\" text NOT NULL,"
                            + " \"drSequence\" bigint NOT NULL, \"drProducer\" text NOT NULL, \"drEpoch\" bigint NOT NULL,"
                            + " \"userId\" text, page text)");
            execute(of(side), "CREATE UNIQUE INDEX ON clicks (\"drEventId\")");
            execute(of(side), "CREATE INDEX ON clicks (\"drEventTime\", \"drSequence\", \"drEventId\")");
            execute(of(side), "CREATE INDEX ON clicks (\"drProducer\", \"drEpoch\", \"drSequence\")");
        }
    }

    DataSource of(String name) {
        return postgres.getDatabase("postgres", name);
    }

    JdbcOutput output(String side) {
        return new JdbcOutput(of(side), TABLE, SqlDialect.POSTGRESQL);
    }

    /** Rows of one producer, one per second. */
    void insert(String side, int first, int last) throws SQLException {
        execute(
                of(side),
                "INSERT INTO clicks SELECT timestamptz '2026-01-01T00:00:00Z' + i * interval '1 second',"
                        + " 'e' || i, i, 'p', 1, 'u' || i % 7, '/page' FROM generate_series(" + first + ", " + last
                        + ") i"
                        + " ON CONFLICT DO NOTHING");
    }

    static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
