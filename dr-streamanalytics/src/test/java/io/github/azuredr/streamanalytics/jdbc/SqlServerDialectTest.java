package io.github.azuredr.streamanalytics.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.azuredr.streamanalytics.mark.SequenceRange;
import io.github.azuredr.streamanalytics.output.OutputRow;
import io.github.azuredr.streamanalytics.output.Page;
import io.github.azuredr.streamanalytics.output.Position;
import io.github.azuredr.streamanalytics.stamp.ProducerEpoch;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** The SQL Server wording, run by H2 in its compatibility mode: it proves the statements, not the server. */
class SqlServerDialectTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void pagesFollowTimeSequenceAndIdThroughTies() throws SQLException {
        JdbcOutput output = output("pages");
        insert(output, "b", 1, 2);
        insert(output, "a", 1, 2);
        insert(output, "c", 1, 1);
        insert(output, "d", 0, 9);
        insert(output, "e", 2, 1);
        JdbcRowSource source = new JdbcRowSource(output);

        List<String> read = new ArrayList<>();
        Position position = source.startingAt(Instant.MIN);
        boolean atEnd = false;
        while (!atEnd) {
            Page page = source.read(position, START.plusSeconds(2), 2);
            page.rows().stream().map(OutputRow::id).forEach(read::add);
            position = page.next();
            atEnd = page.atEnd();
        }

        assertThat(read).containsExactly("d", "c", "a", "b");
        assertThat(source.newest()).contains(START.plusSeconds(2));
        assertThat(source.find(new ProducerEpoch("p", 1), new SequenceRange(2, 3), START, 10))
                .hasSize(2);
    }

    @Test
    void theBackfillInsertsWhatIsMissing() throws SQLException {
        JdbcOutput from = output("source");
        JdbcOutput to = output("target");
        insert(from, "a", 1, 1);
        insert(from, "b", 2, 2);
        insert(to, "a", 1, 1);

        BackfillReport report = new Backfill(from, to, Duration.ofMinutes(1)).fill(START, START.plusSeconds(60));

        assertThat(report).isEqualTo(new BackfillReport(1, 0, 1, 0));
    }

    @Test
    void namesThatAreNotPlainAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutputTable.stamped("clicks; DROP TABLE x", null, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OutputTable("t", "time", "id", null, "p", null, null, List.of()))
                .withMessageContaining("all three columns or none");
    }

    private static JdbcOutput output(String name) throws SQLException {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + name + ";MODE=MSSQLServer;DB_CLOSE_DELAY=-1");
        Databases.execute(
                database,
                "CREATE TABLE [clicks] ([drEventTime] timestamp(7) NOT NULL, [drEventId] varchar(100) NOT NULL,"
                        + " [drSequence] bigint NOT NULL, [drProducer] varchar(100) NOT NULL, [drEpoch] bigint NOT NULL)");
        return new JdbcOutput(database, OutputTable.stamped("clicks", null, List.of()), SqlDialect.SQL_SERVER);
    }

    private static void insert(JdbcOutput output, String id, int second, int sequence) throws SQLException {
        Databases.execute(
                output.dataSource(),
                "INSERT INTO [clicks] VALUES (TIMESTAMP '2026-01-01 00:00:0" + second + "', '" + id + "', " + sequence
                        + ", 'p', 1)");
    }
}
