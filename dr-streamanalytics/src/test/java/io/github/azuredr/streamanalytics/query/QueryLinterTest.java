package io.github.azuredr.streamanalytics.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.azuredr.streamanalytics.jdbc.SqlDialect;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryLinterTest {
    private final QueryLinter linter = new QueryLinter();

    @Test
    void aQueryThatPassesTheStampOnFits() {
        LintReport report = linter.lint("""
                WITH tolls AS (SELECT * FROM Entry TIMESTAMP BY drEventTime)
                SELECT t.drEventId, t.drProducer, drEpoch, [drSequence], drEventTime, TollId, Toll * 2 AS twice
                INTO [tolls-out] FROM tolls t -- SELECT nothing
                """, Need.SEQUENCE);

        assertThat(report.findings()).isEmpty();
        assertThat(report.fits()).isTrue();
    }

    @Test
    void missingColumnsAreNamedPerOutput() {
        LintReport report = linter.lint("""
                SELECT drEventId, drEventTime, LicensePlate INTO plates FROM Entry TIMESTAMP BY drEventTime WHERE Toll > 5;
                SELECT drEventId, drProducer, drEpoch, drSequence, drEventTime INTO audit FROM Entry TIMESTAMP BY drEventTime
                """, Need.SEQUENCE);

        assertThat(report.fits()).isFalse();
        assertThat(report.columnsToAdd()).isEqualTo(Map.of("plates", List.of("drProducer", "drEpoch", "drSequence")));
        assertThat(report.findings())
                .anyMatch(
                        one -> one.weight() == Finding.Weight.NOTE && one.text().contains("absent on both sides"));
        assertThat(linter.lint("SELECT drEventId, drEventTime INTO o FROM i TIMESTAMP BY drEventTime", Need.TIME_AND_ID)
                        .fits())
                .isTrue();
    }

    @Test
    void arrivalTimeIsWarnedAbout() {
        assertThat(linter.lint("SELECT * INTO o FROM i", Need.SEQUENCE).findings())
                .anyMatch(one ->
                        one.weight() == Finding.Weight.WARNING && one.text().contains("TIMESTAMP BY drEventTime"));
    }

    @Test
    void windowsNeedEndAndCountAndCanBeMergedWhenTheyEmitParts() {
        LintReport bare = linter.lint(
                "SELECT TollId, SUM(Toll) AS total INTO o FROM Entry TIMESTAMP BY drEventTime"
                        + " GROUP BY TollId, TumblingWindow(minute, 3)",
                Need.WINDOW);
        LintReport whole = linter.lint(
                "SELECT TollId, drProducer, drEpoch, System.Timestamp() AS windowEnd, COUNT(*) AS events,"
                        + " MIN(drSequence) AS firstSequence, MAX(drSequence) AS lastSequence, SUM(Toll) AS total INTO o"
                        + " FROM Entry TIMESTAMP BY drEventTime"
                        + " GROUP BY TollId, drProducer, drEpoch, TumblingWindow(minute, 3)",
                Need.WINDOW);

        assertThat(bare.columnsToAdd().get("o"))
                .containsExactly("System.Timestamp() AS windowEnd", "COUNT(*) AS events");
        assertThat(bare.findings()).anyMatch(one -> one.text().contains("cannot be proven or merged"));
        assertThat(whole.findings()).isEmpty();
    }

    @Test
    void eventsReadAsWindowsAndWindowsReadAsEventsAreErrors() {
        assertThat(linter.lint("SELECT a INTO o FROM i TIMESTAMP BY t", Need.WINDOW)
                        .fits())
                .isFalse();
        assertThat(linter.lint(
                                "SELECT COUNT(*) AS n INTO o FROM i TIMESTAMP BY t GROUP BY TumblingWindow(s, 1)",
                                Need.SEQUENCE)
                        .fits())
                .isFalse();
    }

    @Test
    void outputTypesAreJudged() {
        String query = "SELECT * INTO o FROM i TIMESTAMP BY drEventTime";

        assertThat(linter.lint(query, Need.SEQUENCE, Map.of("o", "Microsoft.Sql/Server/Database"))
                        .fits())
                .isTrue();
        assertThat(linter.lint(query, Need.SEQUENCE, Map.of("o", "Microsoft.Storage/Blob"))
                        .findings())
                .anyMatch(one ->
                        one.weight() == Finding.Weight.WARNING && one.text().contains("implement RowSource"));
        assertThat(linter.lint(query, Need.SEQUENCE, Map.of("o", "Microsoft.Nowhere"))
                        .fits())
                .isFalse();
    }

    @Test
    void whatIsNoQueryIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> linter.lint("", Need.SEQUENCE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> linter.lint("SELECT 'open", Need.SEQUENCE))
                .withMessageContaining("never closed");
    }

    @Test
    void theDdlHasTheKeysetIndexAndPlainNamesOnly() {
        assertThat(OutputDdl.ofEvents(SqlDialect.SQL_SERVER, "clicks", Map.of("page", "nvarchar(400)")))
                .contains(
                        "[drEventTime] datetime2(7) NOT NULL",
                        "IGNORE_DUP_KEY",
                        "([drEventTime], [drSequence], [drEventId])");
        assertThat(OutputDdl.ofEvents(SqlDialect.POSTGRESQL, "clicks", Map.of()))
                .contains("\"drEventTime\" timestamptz NOT NULL")
                .doesNotContain("UNIQUE");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutputDdl.ofEvents(SqlDialect.POSTGRESQL, "clicks; --", Map.of()));
    }
}
