package io.github.azuredr.benchmarks;

import io.github.azuredr.streamanalytics.jdbc.JdbcOutput;
import io.github.azuredr.streamanalytics.jdbc.OutputTable;
import io.github.azuredr.streamanalytics.jdbc.SqlDialect;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** A PostgreSQL server with output tables in it; its connections are kept open, as a pool keeps them. */
final class Postgres implements AutoCloseable {
    private final Path folder = Folders.fresh("postgres");
    private final EmbeddedPostgres server;

    Postgres() throws IOException {
        server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.toFile())
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_wal_size", "4GB")
                .start();
    }

    Connection connect() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    /** A table with the columns of a stamped row and two of the application, and as many rows, one per 10 ms. */
    JdbcOutput table(String name, long rows) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + name + " (\"drEventTime\" timestamptz NOT NULL,"
                    + " \"drEventId\" text NOT NULL, \"drSequence\" bigint NOT NULL, \"drProducer\" text NOT NULL,"
                    + " \"drEpoch\" bigint NOT NULL, \"userId\" text, page text)");
            statement.execute("INSERT INTO " + name + " SELECT timestamptz '2026-01-01T00:00:00Z'"
                    + " + i * interval '10 milliseconds', 'till-' || i % 50 || '/1/' || i / 50, i / 50 + 1,"
                    + " 'till-' || i % 50, 1, 'user-' || i % 1000, '/page/' || i % 77 FROM generate_series(0, "
                    + (rows - 1) + ") i");
            statement.execute("CREATE UNIQUE INDEX ON " + name + " (\"drEventId\")");
            statement.execute("CREATE INDEX ON " + name + " (\"drEventTime\", \"drSequence\", \"drEventId\")");
            statement.execute("CREATE INDEX ON " + name + " (\"drProducer\", \"drEpoch\", \"drSequence\")");
            statement.execute("VACUUM ANALYZE " + name);
        }
        return new JdbcOutput(
                kept(), OutputTable.stamped(name, "userId", List.of("userId", "page")), SqlDialect.POSTGRESQL);
    }

    /** Hands out one connection again and again. */
    DataSource kept() throws SQLException {
        Connection connection = connect();
        Connection unclosed = (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("close") ? null : method.invoke(connection, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> unclosed);
    }

    @Override
    public void close() throws IOException {
        server.close();
        Folders.delete(folder);
    }
}
