package io.github.azuredr.streamanalytics.spool;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Writes of several threads share one transaction, and so one flush to disk. */
final class GroupCommit {
    private static final int MOST = 512;

    private final Connection connection;
    private final ReentrantLock writing = new ReentrantLock();
    private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();

    GroupCommit(Connection connection) {
        this.connection = connection;
    }

    /** Returns when the write is on disk, whichever thread put it there. */
    void write(Write write) throws SQLException {
        Waiting mine = new Waiting(write);
        queue.add(mine);
        writing.lock();
        try {
            while (!mine.done) {
                commit(next());
            }
        } finally {
            writing.unlock();
        }
        if (mine.failure != null) {
            throw new SQLException(mine.failure.getMessage(), mine.failure.getSQLState(), mine.failure.getErrorCode());
        }
    }

    <T> T read(Read<T> read) throws SQLException {
        writing.lock();
        try {
            return read.of(connection);
        } finally {
            writing.unlock();
        }
    }

    void close() throws SQLException {
        writing.lock();
        try {
            connection.close();
        } finally {
            writing.unlock();
        }
    }

    private List<Waiting> next() {
        List<Waiting> together = new ArrayList<>();
        for (Waiting one = queue.poll(); one != null; one = together.size() < MOST ? queue.poll() : null) {
            together.add(one);
        }
        return together;
    }

    private void commit(List<Waiting> together) {
        @Nullable SQLException failure = null;
        try {
            execute("BEGIN IMMEDIATE");
            for (Waiting one : together) {
                one.write.on(connection);
            }
            execute("COMMIT");
        } catch (SQLException failed) {
            failure = rolledBack(failed);
        }
        for (Waiting one : together) {
            one.failure = failure;
            one.done = true;
        }
    }

    private SQLException rolledBack(SQLException failed) {
        try {
            execute("ROLLBACK");
        } catch (SQLException alreadyEnded) {
            // A full disk ends the transaction by itself, and then there is nothing to roll back.
            failed.addSuppressed(alreadyEnded);
        }
        return failed;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Changes inside the shared transaction. */
    interface Write {
        void on(Connection connection) throws SQLException;
    }

    /** A look at what is committed, or one change that is durable by itself. */
    interface Read<T> {
        T of(Connection connection) throws SQLException;
    }

    private static final class Waiting {
        private final Write write;
        private boolean done;
        private @Nullable SQLException failure;

        Waiting(Write write) {
            this.write = write;
        }
    }
}
