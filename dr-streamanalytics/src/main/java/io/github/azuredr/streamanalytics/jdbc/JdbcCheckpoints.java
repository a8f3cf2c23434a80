package io.github.azuredr.streamanalytics.jdbc;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.checkpoint.Checkpoint;
import io.github.azuredr.streamanalytics.checkpoint.CheckpointStore;
import io.github.azuredr.streamanalytics.checkpoint.Fence;
import io.github.azuredr.streamanalytics.checkpoint.ReaderFencedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints as rows of {@code dr_checkpoint}. {@link #save(Connection, Checkpoint)} takes part in the caller's
 * transaction: effect and checkpoint are committed together or not at all, and a reader that was fenced loses both.
 */
public final class JdbcCheckpoints implements CheckpointStore {
    private final DataSource dataSource;
    private final SqlDialect dialect;

    /** A store in the given database: the one the caller's effect is in. */
    public JdbcCheckpoints(DataSource dataSource, SqlDialect dialect) {
        this.dataSource = dataSource;
        this.dialect = dialect;
    }

    /** The table's DDL. */
    public String ddl() {
        return "CREATE TABLE dr_checkpoint (reader varchar(200) PRIMARY KEY, version bigint NOT NULL,"
                + " epoch bigint NOT NULL, active char(1) NOT NULL, state " + dialect.bytes() + " NOT NULL)";
    }

    /** Makes the table. */
    public void createTable() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement create = connection.createStatement()) {
            create.executeUpdate(ddl());
        }
    }

    @Override
    public Optional<Checkpoint> load(String reader) {
        try (Connection connection = dataSource.getConnection()) {
            return Optional.ofNullable(load(connection, reader));
        } catch (SQLException failed) {
            throw new IllegalStateException(
                    "checkpoint of " + reader + " cannot be read: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void save(Checkpoint next) {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                save(connection, next);
                connection.commit();
            } catch (SQLException | RuntimeException failed) {
                connection.rollback();
                throw failed;
            } finally {
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("checkpoint " + next + " cannot be saved: " + failed.getMessage(), failed);
        }
    }

    /**
     * Saves in the caller's transaction, which must be rolled back when this fails. Neither commits nor closes.
     *
     * @throws ReaderFencedException when another reader has written since
     */
    public void save(Connection transaction, Checkpoint next) throws SQLException {
        if (next.version() > 1 ? updated(transaction, next) : inserted(transaction, next)) {
            return;
        }
        @Nullable Checkpoint stored = load(transaction, next.reader());
        Fence.check(stored, next);
        throw new ReaderFencedException(next, stored);
    }

    private static boolean updated(Connection transaction, Checkpoint next) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement("UPDATE dr_checkpoint SET version = ?, epoch = ?,"
                + " active = ?, state = ? WHERE reader = ? AND version = ? AND epoch <= ?")) {
            update.setLong(1, next.version());
            update.setLong(2, next.epoch());
            update.setString(3, next.active().name());
            update.setBytes(4, next.state());
            update.setString(5, next.reader());
            update.setLong(6, next.version() - 1);
            update.setLong(7, next.epoch());
            return update.executeUpdate() == 1;
        }
    }

    private static boolean inserted(Connection transaction, Checkpoint next) throws SQLException {
        // Two first readers at once: the primary key lets one through, the other fails with its transaction.
        try (PreparedStatement insert = transaction.prepareStatement(
                "INSERT INTO dr_checkpoint (reader, version, epoch, active, state) SELECT ?, 1, ?, ?, ?"
                        + " WHERE NOT EXISTS (SELECT 1 FROM dr_checkpoint WHERE reader = ?)")) {
            insert.setString(1, next.reader());
            insert.setLong(2, next.epoch());
            insert.setString(3, next.active().name());
            insert.setBytes(4, next.state());
            insert.setString(5, next.reader());
            return insert.executeUpdate() == 1;
        }
    }

    private static @Nullable Checkpoint load(Connection connection, String reader) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT version, epoch, active, state FROM dr_checkpoint WHERE reader = ?")) {
            select.setString(1, reader);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new Checkpoint(
                                reader, row.getLong(1), row.getLong(2), Side.valueOf(row.getString(3)), row.getBytes(4))
                        : null;
            }
        }
    }
}
