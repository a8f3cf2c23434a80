package io.github.azuredr.benchmarks;

import io.github.azuredr.streamanalytics.jdbc.Backfill;
import io.github.azuredr.streamanalytics.jdbc.BackfillReport;
import io.github.azuredr.streamanalytics.jdbc.JdbcOutput;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.postgresql.PGConnection;

/** A database that lacks a million rows of another, filled by the library and by COPY of just those rows. */
final class BackfillScenario implements Scenario {
    private static final long MISSING = Long.getLong("bench.missing", 1_000_000);
    private static final long PRESENT = MISSING / 10;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public String name() {
        return "backfill";
    }

    @Override
    public List<Line> run() throws Exception {
        try (Postgres postgres = new Postgres()) {
            JdbcOutput source = postgres.table("source", PRESENT + MISSING);
            JdbcOutput target = postgres.table("target", PRESENT);
            List<Sample> walls = Alternation.of("s", () -> ours(source, target), () -> copy(postgres, target));
            return List.of(Line.informing(
                    String.format("backfill %,d rows", MISSING),
                    walls.get(0),
                    walls.get(1),
                    "COPY of the missing rows"));
        }
    }

    private static double ours(JdbcOutput source, JdbcOutput target) throws SQLException {
        empty(target);
        long begun = System.nanoTime();
        Instant end = START.plus(Duration.ofMillis(10 * (PRESENT + MISSING)));
        BackfillReport report = new Backfill(source, target, Duration.ofMinutes(10)).fill(START, end);
        double took = (System.nanoTime() - begun) / 1e9;
        if (report.inserted() != MISSING || !report.same()) {
            throw new IllegalStateException("backfill: " + report);
        }
        return took;
    }

    private static double copy(Postgres postgres, JdbcOutput target) throws Exception {
        empty(target);
        try (Connection from = postgres.connect();
                Connection to = postgres.connect();
                PipedInputStream in = new PipedInputStream(1 << 16);
                PipedOutputStream out = new PipedOutputStream(in)) {
            long begun = System.nanoTime();
            CompletableFuture<Long> read = CompletableFuture.supplyAsync(() -> {
                try (out) {
                    return from.unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyOut(
                                    "COPY (SELECT * FROM source WHERE \"drEventTime\" >= '" + missingFrom()
                                            + "') TO STDOUT",
                                    out);
                } catch (SQLException | java.io.IOException failed) {
                    throw new IllegalStateException(failed);
                }
            });
            long rows = to.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY target FROM STDIN", in);
            double took = (System.nanoTime() - begun) / 1e9;
            if (rows != MISSING || read.get() != MISSING) {
                throw new IllegalStateException("copied " + rows);
            }
            return took;
        }
    }

    private static void empty(JdbcOutput target) throws SQLException {
        try (Connection connection = target.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM target WHERE \"drEventTime\" >= '" + missingFrom() + "'");
            statement.execute("VACUUM ANALYZE target");
        }
    }

    private static Instant missingFrom() {
        return START.plus(Duration.ofMillis(10 * PRESENT));
    }
}
