package io.github.azuredr.benchmarks;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.checkpoint.InMemoryCheckpoints;
import io.github.azuredr.streamanalytics.jdbc.JdbcOutput;
import io.github.azuredr.streamanalytics.jdbc.JdbcRowSource;
import io.github.azuredr.streamanalytics.output.Batch;
import io.github.azuredr.streamanalytics.output.DuplicateStrategy;
import io.github.azuredr.streamanalytics.output.OutputReconciler;
import io.github.azuredr.streamanalytics.output.ReaderSettings;
import io.github.azuredr.time.TimeSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reading one region's table through the reader, beside the same pages read by a bare loop. */
final class JdbcScenario implements Scenario {
    private static final long ROWS = Long.getLong("bench.table", 500_000);
    private static final int PAGE = 5_000;
    private static final String SQL = "SELECT \"drEventTime\", \"drEventId\", \"drSequence\", \"drProducer\","
            + " \"drEpoch\", \"userId\", page FROM clicks WHERE (\"drEventTime\", \"drSequence\", \"drEventId\")"
            + " > (?, ?, ?) ORDER BY \"drEventTime\", \"drSequence\", \"drEventId\" LIMIT " + PAGE;

    @Override
    public String name() {
        return "jdbc";
    }

    @Override
    public List<Line> run() throws Exception {
        try (Postgres postgres = new Postgres()) {
            JdbcOutput clicks = postgres.table("clicks", ROWS);
            JdbcOutput other = postgres.table("other", 1);
            DataSource bare = postgres.kept();
            reader(clicks, other);
            bare(bare);
            List<Sample> walls = Alternation.of("s", () -> reader(clicks, other), () -> bare(bare));
            return List.of(Line.atMost(
                    String.format("read %,d rows", ROWS),
                    walls.get(0),
                    walls.get(1),
                    "bare keyset scan of the same columns",
                    1.25));
        }
    }

    private static double reader(JdbcOutput clicks, JdbcOutput other) {
        OutputReconciler reader = OutputReconciler.open(
                "bench",
                Map.of(Side.A, new JdbcRowSource(clicks), Side.B, new JdbcRowSource(other)),
                DuplicateStrategy.bySequence(),
                ReaderSettings.ofDefaults().withPageSize(PAGE),
                new InMemoryCheckpoints(),
                TimeSource.system(),
                Side.A,
                1);
        long begun = System.nanoTime();
        long[] rows = {0};
        Batch batch;
        do {
            batch = reader.poll(taken -> rows[0] += taken.rows().size());
        } while (!batch.atEnd());
        double took = (System.nanoTime() - begun) / 1e9;
        expect(rows[0]);
        return took;
    }

    private static double bare(DataSource dataSource) throws SQLException {
        long begun = System.nanoTime();
        long rows = 0;
        OffsetDateTime time = OffsetDateTime.parse("0001-01-01T00:00:00Z");
        long sequence = -1;
        String id = "";
        for (boolean more = true; more; ) {
            long before = rows;
            try (Connection connection = dataSource.getConnection();
                    PreparedStatement select = connection.prepareStatement(SQL)) {
                select.setObject(1, time);
                select.setLong(2, sequence);
                select.setString(3, id);
                select.setFetchSize(PAGE);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        rows++;
                        time = row.getObject(1, OffsetDateTime.class);
                        id = row.getString(2);
                        sequence = row.getLong(3);
                        String producer = row.getString(4);
                        long epoch = row.getLong(5);
                        Object user = row.getObject(6);
                        Object page = row.getObject(7);
                        if (producer == null || epoch < 0 || user == null || page == null) {
                            throw new IllegalStateException("row " + rows);
                        }
                    }
                }
            }
            more = rows - before == PAGE;
        }
        double took = (System.nanoTime() - begun) / 1e9;
        expect(rows);
        return took;
    }

    private static void expect(long rows) {
        if (rows != ROWS) {
            throw new IllegalStateException("read " + rows + " of " + ROWS);
        }
    }
}
