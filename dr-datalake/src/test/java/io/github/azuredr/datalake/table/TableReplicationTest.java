package io.github.azuredr.datalake.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.datalake.catalog.ObjectName;
import io.github.azuredr.datalake.catalog.TwoAccounts;
import io.github.azuredr.datalake.table.UnitResult.Outcome;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of changed partitions reach the secondary exactly, once, and over nothing foreign. */
class TableReplicationTest {
    private static final ObjectName TABLE = ObjectName.table("sales", "dbo", "all");
    private static final String NAME = "[sales].[dbo].[all]";
    private static final String COLUMNS = "[s], [i], [l], [d], [m], [b], [c], [t], [tn], [g], [x], [part]";
    private static final String CREATE = """
            CREATE DATABASE IF NOT EXISTS [sales];
            CREATE TABLE [sales].[dbo].[all] ([s] string, [i] int, [l] long?, [d] double?, [m] decimal, [b] bool,
                [c] char, [t] DateTime, [tn] DateTime?, [g] Guid, [x] byte[], [part] int,
                INDEX [ix] CLUSTERED ([i] ASC) PARTITIONED BY ([part]) DISTRIBUTED BY HASH ([i]));
            """;

    private final TwoAccounts lake = new TwoAccounts();
    private final Checkpoints checkpoints = Checkpoints.inMemory();
    private Runnable beforeCopy = () -> {};

    @BeforeEach
    void aTableOnBothSides() {
        lake.inEast(CREATE);
        lake.inCentral(CREATE);
        for (int part = 1; part <= 3; part++) {
            lake.inEast("ALTER TABLE " + NAME + " ADD PARTITION (" + part + ");");
            insert(part, "\"plain " + part + "\"");
        }
    }

    @Test
    void valuesOfAllTypesArriveAsTheyWere() {
        insert(2, "\"tab\\t line\\n\\r quote\\\" percent%09%25%N\\\\ \\u00e4\"");
        insert(2, "\"\"");
        insert(2, "null");
        insert(2, "\"%N\"");
        insert(2, "\"%E\"");

        List<UnitResult> results = pass();

        assertThat(results).hasSize(3).allMatch(each -> each.outcome() == Outcome.COPIED);
        assertThat(lake.rows(TwoAccounts.CENTRAL, NAME, COLUMNS))
                .hasSizeGreaterThan(7)
                .isEqualTo(lake.rows(TwoAccounts.EAST, NAME, COLUMNS));
    }

    @Test
    void onlyWhatChangedIsTouched() {
        pass();
        assertThat(pass()).isEmpty();
        insert(2, "\"more\"");
        long before = lake.azure.calls().count();

        List<UnitResult> results = pass();

        assertThat(results).singleElement().satisfies(each -> {
            assertThat(each.unit().label()).containsExactly("2");
            assertThat(each.outcome()).isEqualTo(Outcome.COPIED);
            assertThat(each.detail()).isEqualTo("2 rows");
        });
        assertThat(lake.azure.calls().since(before).effects().list())
                .as("one export, one import")
                .hasSize(2);
    }

    @Test
    void aRebuildCountsAsAChangeAndTheRowsStayTheSame() {
        insert(1, "\"b\"");
        pass();
        lake.inEast("ALTER TABLE " + NAME + " REBUILD;");

        assertThat(pass()).extracting(UnitResult::outcome).containsOnly(Outcome.COPIED);
        assertThat(lake.rows(TwoAccounts.CENTRAL, NAME, COLUMNS)).isEqualTo(lake.rows(TwoAccounts.EAST, NAME, COLUMNS));
    }

    @Test
    void anImportThatFailsHalfWayIsTakenUpByTheNextPass() {
        lake.analytics.failNextJob("dr import all", 2);

        List<UnitResult> first = pass();
        List<UnitResult> second = pass();

        assertThat(first)
                .extracting(UnitResult::outcome)
                .containsExactlyInAnyOrder(Outcome.IMPORT_FAILED, Outcome.COPIED, Outcome.COPIED);
        assertThat(second).extracting(UnitResult::outcome).containsExactly(Outcome.COPIED);
        assertThat(lake.rows(TwoAccounts.CENTRAL, NAME, COLUMNS)).isEqualTo(lake.rows(TwoAccounts.EAST, NAME, COLUMNS));
    }

    @Test
    void anExportThatFailsLeavesTheCopyAsItWasAndIsTakenUpLater() {
        pass();
        insert(1, "\"more\"");
        lake.analytics.failNextJob("dr export all", 0);

        assertThat(pass()).extracting(UnitResult::outcome).containsExactly(Outcome.EXPORT_FAILED);
        assertThat(lake.rows(TwoAccounts.CENTRAL, NAME, "[s]")).hasSize(3);
        assertThat(pass()).extracting(UnitResult::outcome).containsExactly(Outcome.COPIED);
    }

    @Test
    void aCopyThatSomebodyElseWroteIsLeftAlone() {
        lake.inCentral("ALTER TABLE " + NAME + " ADD PARTITION (3);" + values(3, "\"foreign\""));

        List<UnitResult> results = pass();

        assertThat(results)
                .filteredOn(each -> each.unit().label().equals(List.of("3")))
                .singleElement()
                .extracting(UnitResult::outcome)
                .isEqualTo(Outcome.TARGET_CHANGED_BY_ANOTHER);
        assertThat(lake.rows(TwoAccounts.CENTRAL, NAME, "[s]")).contains("\"foreign\"");
        lake.inCentral(values(1, "\"foreign, too\""));
        insert(1, "\"more\"");
        assertThat(pass()).extracting(UnitResult::outcome).containsOnly(Outcome.TARGET_CHANGED_BY_ANOTHER);
    }

    @Test
    void aSourceThatMovesWhileItIsReadIsLeftForTheNextPass() {
        lake.analytics.jobsTake(0);
        TableReplication moving = new TableReplication(
                new TableReplication.Account(
                        lake.east,
                        TwoAccounts.EAST,
                        new io.github.azuredr.datalake.job.JobRun(
                                lake.eastJobs,
                                pause -> {
                                    if (beforeCopy != null) {
                                        beforeCopy.run();
                                    }
                                },
                                java.time.Duration.ofSeconds(1),
                                5)),
                central(),
                this::copy,
                checkpoints,
                lake.clock,
                "/dr/tables");
        int[] times = {0};
        beforeCopy = () -> {
            if (times[0]++ == 0) {
                insert(1, "\"meanwhile\"");
            }
        };

        assertThat(moving.pass(TABLE)).extracting(UnitResult::outcome).contains(Outcome.SOURCE_MOVED);
        beforeCopy = () -> {};
        assertThat(moving.pass(TABLE)).extracting(UnitResult::outcome).containsOnly(Outcome.COPIED);
        assertThat(lake.rows(TwoAccounts.CENTRAL, NAME, COLUMNS)).isEqualTo(lake.rows(TwoAccounts.EAST, NAME, COLUMNS));
    }

    @Test
    void aLostAnswerToASubmissionRunsNothingTwice() {
        lake.azure.loseAnswerAfterEffect(
                request -> request.method().equals("PUT")
                        && request.url().getPath().startsWith("/Jobs")
                        && request.url().getHost().startsWith(TwoAccounts.CENTRAL),
                3);

        assertThat(pass()).extracting(UnitResult::outcome).containsOnly(Outcome.COPIED);
        assertThat(lake.rows(TwoAccounts.CENTRAL, NAME, "[s]")).hasSize(3);
    }

    @Test
    void aTableWithoutPartitionsIsCopiedWhole() {
        String create = "CREATE TABLE [sales].[dbo].[plain] ([a] int, INDEX [i] CLUSTERED ([a])"
                + " DISTRIBUTED BY ROUND ROBIN);";
        lake.inEast(create);
        lake.inCentral(create);
        lake.inEast("INSERT INTO [sales].[dbo].[plain] ([a]) VALUES (1), (2);");
        ObjectName plain = ObjectName.table("sales", "dbo", "plain");

        assertThat(replication().pass(plain)).extracting(UnitResult::outcome).containsExactly(Outcome.COPIED);
        lake.inEast("INSERT INTO [sales].[dbo].[plain] ([a]) VALUES (3);");
        assertThat(replication().pass(plain)).extracting(UnitResult::outcome).containsExactly(Outcome.COPIED);

        assertThat(lake.rows(TwoAccounts.CENTRAL, "[sales].[dbo].[plain]", "[a]"))
                .containsExactly("1", "2", "3");
    }

    @Test
    void withoutATableOnTheOtherSideNothingHappens() {
        lake.inCentral("DROP TABLE " + NAME + ";");

        assertThat(pass()).extracting(UnitResult::outcome).containsOnly(Outcome.NO_TARGET_TABLE);
    }

    private List<UnitResult> pass() {
        return replication().pass(TABLE);
    }

    private TableReplication replication() {
        return new TableReplication(
                new TableReplication.Account(lake.east, TwoAccounts.EAST, lake.eastRun()),
                central(),
                this::copy,
                checkpoints,
                lake.clock,
                "/dr/tables");
    }

    private TableReplication.Account central() {
        return new TableReplication.Account(lake.central, TwoAccounts.CENTRAL, lake.centralRun());
    }

    private void copy(String path) {
        lake.eastFiles().copyTo(lake.centralFiles(), path);
    }

    private void insert(int part, String text) {
        lake.inEast(values(part, text));
    }

    private static String values(int part, String text) {
        return "INSERT INTO " + NAME + " ([s], [i], [l], [d], [m], [b], [c], [t], [tn], [g], [x]) PARTITION (" + part
                + ") VALUES (" + text + ", -7, null, 0.1, 12345678901234567890.123456789m, true, '\\t',"
                + " new DateTime(2020, 2, 29, 23, 59, 59, 999, DateTimeKind.Utc).AddTicks(9), null,"
                + " new Guid(\"00000000-0000-0000-0000-0000000000ab\"), null);";
    }
}
