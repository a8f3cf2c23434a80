package io.github.azuredr.streamanalytics.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.ManualTime;
import io.github.azuredr.streamanalytics.checkpoint.ReaderFencedException;
import io.github.azuredr.streamanalytics.output.Batch;
import io.github.azuredr.streamanalytics.output.Delivery;
import io.github.azuredr.streamanalytics.output.DuplicateStrategy;
import io.github.azuredr.streamanalytics.output.OutputReconciler;
import io.github.azuredr.streamanalytics.output.Problem;
import io.github.azuredr.streamanalytics.output.ReaderSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresOutputTest {
    private static final Instant START = ManualTime.START;

    @TempDir
    static Path folder;

    private static Databases databases;
    private static DataSource application;

    private final ManualTime time = new ManualTime();

    @BeforeAll
    static void start() throws Exception {
        databases = new Databases(folder);
        application = databases.of("application");
        new JdbcCheckpoints(application, SqlDialect.POSTGRESQL).createTable();
        Databases.execute(application, "CREATE TABLE seen (id text PRIMARY KEY)");
    }

    @AfterAll
    static void stop() throws Exception {
        databases.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        Databases.execute(databases.of("side_a"), "TRUNCATE clicks");
        Databases.execute(databases.of("side_b"), "TRUNCATE clicks");
        Databases.execute(application, "TRUNCATE seen, dr_checkpoint");
        time.advance(Duration.ofDays(1));
    }

    @Test
    void effectAndCheckpointCommitTogetherThroughSwitchAndGap() throws SQLException {
        databases.insert("side_a", 1, 40);
        databases.insert("side_a", 51, 100);
        databases.insert("side_b", 1, 150);
        OutputReconciler reader = open(Side.A, 1);
        drain(reader);
        assertThat(count()).isEqualTo(100);
        assertThat(reader.tally().filled()).isEqualTo(10);

        reader.switchTo(Side.B, 2);
        drain(reader);

        assertThat(count()).isEqualTo(150);
        assertThat(reader.gaps()).isEmpty();
    }

    @Test
    void aFencedReaderLosesItsEffectWithItsCheckpoint() throws SQLException {
        databases.insert("side_a", 1, 10);
        databases.insert("side_b", 1, 10);
        OutputReconciler old = open(Side.A, 1);
        Batch inHand = old.next();
        OutputReconciler next = open(Side.B, 2);
        drain(next);

        assertThatExceptionOfType(ReaderFencedException.class).isThrownBy(() -> effect(inHand));
        assertThat(count()).isEqualTo(10);
    }

    @Test
    void aRowWithoutSequenceIsReportedAndNotLostInTheKeyset() throws SQLException {
        Databases.execute(databases.of("side_a"), "ALTER TABLE clicks ALTER \"drSequence\" DROP NOT NULL");
        try {
            databases.insert("side_a", 1, 2);
            Databases.execute(
                    databases.of("side_a"),
                    "INSERT INTO clicks VALUES ('2026-01-01T00:00:01.5Z', 'x', NULL, 'p', 1, 'u', '/')");
            OutputReconciler reader = open(Side.A, 1);

            Batch batch = effect(reader.next());

            assertThat(batch.rows()).hasSize(2);
            assertThat(batch.problems()).singleElement().matches(one -> one.kind() == Problem.Kind.UNUSABLE_ROW);
        } finally {
            Databases.execute(databases.of("side_a"), "TRUNCATE clicks");
            Databases.execute(databases.of("side_a"), "ALTER TABLE clicks ALTER \"drSequence\" SET NOT NULL");
        }
    }

    @Test
    void theRestoredDatabaseCatchesUpAndTheDigestsAgree() throws SQLException {
        databases.insert("side_a", 1, 100);
        databases.insert("side_a", 500, 500);
        databases.insert("side_b", 1, 400);
        Backfill backfill = new Backfill(databases.output("side_b"), databases.output("side_a"), Duration.ofMinutes(1));

        BackfillReport report = backfill.fill(START, START.plusSeconds(450));
        BackfillReport again = backfill.fill(START, START.plusSeconds(450));
        BackfillReport wider = backfill.fill(START, START.plusSeconds(1_000));

        assertThat(report.inserted()).isEqualTo(300);
        assertThat(report.same()).isTrue();
        assertThat(again.inserted()).isZero();
        assertThat(wider.onlyInTarget()).isEqualTo(1);
        assertThat(wider.same()).isFalse();
    }

    @Test
    void aRowThatOneSideHasTwiceIsNoDifferenceAndIsNotFilledTwice() throws SQLException {
        for (String side : List.of("side_a", "side_b")) {
            Databases.execute(databases.of(side), "DROP INDEX \"clicks_drEventId_idx\"");
        }
        databases.insert("side_a", 1, 50);
        databases.insert("side_b", 1, 80);
        databases.insert("side_b", 40, 60);
        try {
            Backfill backfill =
                    new Backfill(databases.output("side_b"), databases.output("side_a"), Duration.ofMinutes(1));

            BackfillReport report = backfill.fill(START, START.plusSeconds(450));

            assertThat(report.inserted()).isEqualTo(30);
            assertThat(report.same()).isTrue();
        } finally {
            for (String side : List.of("side_a", "side_b")) {
                Databases.execute(databases.of(side), "TRUNCATE clicks");
                Databases.execute(
                        databases.of(side), "CREATE UNIQUE INDEX \"clicks_drEventId_idx\" ON clicks (\"drEventId\")");
            }
        }
    }

    private OutputReconciler open(Side active, long epoch) {
        return OutputReconciler.open(
                "clicks",
                Map.of(
                        Side.A, new JdbcRowSource(databases.output("side_a")),
                        Side.B, new JdbcRowSource(databases.output("side_b"))),
                DuplicateStrategy.bySequence(),
                ReaderSettings.ofDefaults().withPageSize(17),
                new JdbcCheckpoints(application, SqlDialect.POSTGRESQL),
                time,
                active,
                epoch);
    }

    private void drain(OutputReconciler reader) throws SQLException {
        boolean atEnd = false;
        while (!atEnd) {
            Batch batch = effect(reader.next());
            reader.committed(batch);
            atEnd = batch.atEnd();
        }
    }

    /** The primary key makes a second delivery of any row fail. */
    private Batch effect(Batch batch) throws SQLException {
        try (Connection transaction = application.getConnection()) {
            transaction.setAutoCommit(false);
            try (PreparedStatement insert = transaction.prepareStatement("INSERT INTO seen VALUES (?)")) {
                for (Delivery one : batch.rows()) {
                    insert.setString(1, one.row().id());
                    insert.addBatch();
                }
                new JdbcCheckpoints(application, SqlDialect.POSTGRESQL).save(transaction, batch.checkpoint());
                insert.executeBatch();
            }
            transaction.commit();
        }
        return batch;
    }

    private static long count() throws SQLException {
        try (Connection connection = application.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM seen")) {
            row.next();
            return row.getLong(1);
        }
    }
}
