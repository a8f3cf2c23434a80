package io.github.azuredr.datalake.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.azure.SecretSource;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.datalake.catalog.Logins;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Concern;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.recovery.LossLedger;
import io.github.azuredr.run.Run;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.testkit.azure.SimCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake with its analytics accounts through the whole library. */
@SuppressWarnings("NullAway.Init") // set up before each test
class AnalyticsRecoveryTest {
    private static final String ORDERS = "sales.dbo.orders";

    private final AnalyticsWorld world = new AnalyticsWorld();

    @TempDir
    private Path folder;

    private DisasterRecovery dr;

    @BeforeEach
    void aLakeThatWasReplicatedTwice() {
        dr = AnalyticsLife.of(world, folder).build();
        dr.initialise();
        AnalyticsStories.fill(world);
        dr.prepare().orThrow();
        dr.replicate().orThrow();
        AnalyticsStories.insert(world, Side.A, 2, 21, "more");
        minutes(15);
        dr.replicate().orThrow();
    }

    @AfterEach
    void close() {
        dr.close();
    }

    @Test
    void rowsCodeAndFilesAreTheSameOnBothSidesUnderTheSameNames() {
        assertThat(world.rows(Side.B)).isEqualTo(world.rows(Side.A)).containsKey(ORDERS);
        assertThat(world.code(Side.B).keySet()).isEqualTo(world.code(Side.A).keySet());
        assertThat(world.code(Side.B).toString())
                .contains("adl://storecentral.azuredatalakestore.net/in/new.csv")
                .doesNotContain("storeeast");
    }

    @Test
    void aPassWithoutChangesRunsNoJob() {
        long before = world.azure().calls().count();

        dr.replicate().orThrow();

        assertThat(world.azure().calls().since(before).effects().list()).isEmpty();
    }

    @Test
    void theWholeIsAsOldAsItsOldestPart() {
        RunReport pass = dr.replicate().orThrow();

        assertThat(pass.points()).singleElement().satisfies(point -> assertThat(point.at())
                .hasValueSatisfying(
                        at -> assertThat(at).isBeforeOrEqualTo(world.clock().now())));
        assertThat(dr.status().text()).contains("lake");
    }

    @Test
    void whatCannotBeReplicatedIsNamedTheRestGoesOnAndNoPointIsComplete() {
        world.runs(
                Side.A,
                "CREATE TABLE [sales].[dbo].[Kinds] ([id] int, INDEX [i] CLUSTERED ([id]) DISTRIBUTED BY"
                        + " ROUND ROBIN); CREATE VIEW [sales].[dbo].[fresh] AS SELECT [id] FROM [sales].[dbo].[orders];");
        AnalyticsStories.insert(world, Side.A, 1, 15, "goes on");

        RunReport pass = dr.replicate();

        assertThat(pass.result().isReached()).isFalse();
        assertThat(pass.text()).contains("NAMES_DIFFER_ONLY_BY_CASE").contains("no complete recovery point");
        assertThat(world.code(Side.B).keySet()).anyMatch(name -> name.contains("fresh"));
        assertThat(world.rows(Side.B).get(ORDERS)).isEqualTo(world.rows(Side.A).get(ORDERS));
        assertThat(gaps()).contains("catalog-problems");
    }

    @Test
    void codeWhoseAddressesCannotBeDecidedIsNotTakenForCodeThatIsGone() {
        world.runs(
                Side.A,
                "CREATE FUNCTION [sales].[dbo].[odd] () RETURNS @r AS BEGIN @r = EXTRACT [id] int FROM"
                        + " \"/in/new.csv\" USING Extractors.Csv(); END;");
        dr.replicate().orThrow();
        world.runs(
                Side.A,
                "DROP FUNCTION [sales].[dbo].[odd]; CREATE FUNCTION [sales].[dbo].[odd] () RETURNS @r AS"
                        + " BEGIN @r = EXTRACT [id] int FROM \"adl://storeeast.other.example/in\" USING Extractors.Csv(); END;");

        for (int pass = 0; pass < 5; pass++) {
            assertThat(dr.replicate().text()).contains("SCRIPT_NOT_DECIDED");
            dr.openRun().ifPresent(run -> run.abandon("test", "the next pass"));
        }

        assertThat(world.code(Side.B).keySet()).anyMatch(name -> name.contains("odd"));
    }

    @Test
    void aDroppedTableGoesOnlyAfterThreeCleanPasses() {
        world.runs(Side.A, "DROP TABLE [sales].[dbo].[kinds];");

        dr.replicate().orThrow();
        dr.replicate().orThrow();
        assertThat(world.rows(Side.B)).containsKey("sales.dbo.kinds");
        dr.replicate().orThrow();

        assertThat(world.rows(Side.B)).doesNotContainKey("sales.dbo.kinds");
    }

    @Test
    void aTableThatIsCreatedAgainInTimeIsNotDropped() {
        world.runs(Side.A, "DROP TABLE [sales].[dbo].[kinds];");
        dr.replicate().orThrow();
        dr.replicate().orThrow();
        world.runs(
                Side.A,
                "CREATE TABLE [sales].[dbo].[kinds] ([id] int, INDEX [i] CLUSTERED ([id] ASC)"
                        + " DISTRIBUTED BY ROUND ROBIN); INSERT INTO [sales].[dbo].[kinds] ([id]) VALUES (9);");

        dr.replicate().orThrow();
        dr.replicate().orThrow();

        assertThat(world.rows(Side.B).get("sales.dbo.kinds")).containsExactly("id=9");
    }

    @Test
    void aTableThatDriftedIsRebuiltOnlyWhenAPersonAccepts() {
        world.runs(
                Side.A,
                "DROP TABLE [sales].[dbo].[kinds]; CREATE TABLE [sales].[dbo].[kinds] ([id] long,"
                        + " INDEX [i] CLUSTERED ([id] ASC) DISTRIBUTED BY ROUND ROBIN);"
                        + " INSERT INTO [sales].[dbo].[kinds] ([id]) VALUES (5);");

        RunReport pass = dr.replicate();
        dr.openRun().ifPresent(run -> run.abandon("test", "a person decides"));

        assertThat(pass.text()).contains("NEEDS_APPROVAL");
        assertThat(world.rows(Side.B).get("sales.dbo.kinds")).containsExactly("id=1", "id=2");
        assertThat(gaps()).contains("table-drift");
        Plan plan = dr.plan(Goal.prepare());
        assertThat(dr.run(plan.approvedBy("ann")).result()).isEqualTo(RunReport.Result.REFUSED);
        dr.run(plan.approvedBy("ann").accepting("rebuild-tables").because("type change"))
                .orThrow();
        dr.replicate().orThrow();
        assertThat(world.rows(Side.B).get("sales.dbo.kinds")).containsExactly("id=5");
        assertThat(gaps()).isEmpty();
    }

    @Test
    void anImportThatWasUnderWayIsFinishedByTheFailoverWithoutTheLostSide() {
        AnalyticsStories.insert(world, Side.A, 2, 22, "under way");
        world.analytics().failNextJob("dr import orders", 3);
        dr.replicate();
        dr.openRun().ifPresent(run -> run.abandon("test", "the region is lost"));
        assertThat(world.rows(Side.B).get(ORDERS)).noneMatch(row -> row.startsWith("day=2"));
        world.goDark(Side.A);

        RunReport report = forced();

        assertThat(report.result().isReached()).as(report.text()).isTrue();
        assertThat(world.rows(Side.B).get(ORDERS))
                .contains("day=2,id=20,text=second day", "day=2,id=21,text=more", "day=2,id=22,text=under way");
    }

    @Test
    void replicationsJobsThatAreListedOnTheSecondaryAreCancelledBeforeTheSwitch() {
        world.analytics().jobsTake(1_000);
        world.replicationRuns(Side.B, "ALTER TABLE [sales].[dbo].[orders] DROP IF EXISTS PARTITION (1);");
        world.analytics().jobsTake(1);
        List<String> before = world.rows(Side.B).get(ORDERS);
        world.goDark(Side.A);

        forced();

        assertThat(world.jobs(Side.B)).contains("dr import orders Ended Cancelled");
        assertThat(world.rows(Side.B).get(ORDERS)).isEqualTo(before);
    }

    @Test
    void theRecurringJobsOutputIsInTheSecondaryAndItsScriptNamesTheSecondary() {
        world.goDark(Side.A);

        RunReport report = forced();

        assertThat(report.text()).contains("output=[adl://storecentral.azuredatalakestore.net/out/report.csv]");
        assertThat(world.everything(Side.B)).containsEntry("out/report.csv", "7\r\n");
    }

    @Test
    void aJobThatFailsInTheSecondaryIsReportedWithItsDiagnosticsAndMayBeTriedAgain() {
        world.analytics().failNextJob("daily report", 1);
        world.goDark(Side.A);

        RunReport report = forced();

        assertThat(report.text()).contains("daily report").contains("VERTEX_FAILED");
        Run run = dr.openRun().orElseThrow();
        run.retry("lake/run-job-" + AnalyticsWorld.DAILY, "ann", "a vertex failed by chance");
        RunReport again = run.resume("ann");
        assertThat(again.result().isReached()).as(again.text()).isTrue();
    }

    @Test
    void aDrillCompilesTheRecurringJobsAndRunsNothing() {
        long before = world.azure().calls().count();

        RunReport report = AnalyticsLife.run(dr, Goal.drillIn("centralus"));

        assertThat(report.result().isReached()).as(report.text()).isTrue();
        assertThat(world.azure().calls().since(before).effects().list())
                .extracting(SimCall::url)
                .extracting(url -> url.getPath())
                .containsOnly("/BuildJob");
    }

    @Test
    void whatOnlyTheReturnedSideHasIsListedAndKeptRowsAndCodeAlike() {
        AnalyticsStories.insert(world, Side.A, 2, 29, "lost row");
        world.runs(Side.A, "CREATE VIEW [sales].[dbo].[lost] AS SELECT [id] FROM [sales].[dbo].[orders];");
        world.goDark(Side.A);
        forced();
        AnalyticsStories.insert(world, Side.B, 1, 19, "west");
        world.comeBack(Side.A);
        dr.readiness();

        RunReport report = AnalyticsLife.run(dr, Goal.reprotect());

        LossLedger ledger = Objects.requireNonNull(report.ledgers().get("lake"), report.text());
        assertThat(ledger.lost())
                .extracting(LossLedger.Lost::what)
                .containsExactlyInAnyOrder("table sales.dbo.orders partition [2]", "view sales.dbo.lost");
        assertThat(ledger.lost())
                .allSatisfy(lost -> assertThat(world.everything(Side.B)).containsKey(lost.kept()));
        assertThat(world.everything(Side.B).get(ledger.lost().get(0).kept())).contains("lost row");
        assertThat(world.rows(Side.A)).isEqualTo(world.rows(Side.B));
        assertThat(world.rows(Side.A).get(ORDERS)).noneMatch(row -> row.contains("lost row"));
    }

    @Test
    void aTableIsBroughtBackOnTheSameSideWithoutASwitch() {
        String point = tablePoint();
        List<String> wanted = world.rows(Side.A).get(ORDERS);
        minutes(15);
        AnalyticsStories.insert(world, Side.A, 1, 66, "mistake");
        world.runs(Side.A, "ALTER TABLE [sales].[dbo].[orders] ADD PARTITION (9);");
        AnalyticsStories.insert(world, Side.A, 9, 99, "mistake, too");
        dr.replicate().orThrow();
        List<String> mistaken = world.rows(Side.A).get(ORDERS);
        String later = tablePoint();

        RunReport report = AnalyticsLife.run(dr, Goal.restoreTo("lake", point + "/" + ORDERS));

        assertThat(report.result().isReached()).as(report.text()).isTrue();
        assertThat(dr.status().active()).hasValue("eastus2 (A)");
        assertThat(world.rows(Side.A).get(ORDERS)).isEqualTo(wanted);
        assertThat(world.rows(Side.B).get(ORDERS)).isEqualTo(mistaken);
        dr.replicate().orThrow();
        assertThat(world.rows(Side.B).get(ORDERS)).isEqualTo(wanted);
        AnalyticsLife.run(dr, Goal.restoreTo("lake", later + "/" + ORDERS)).orThrow();
        assertThat(world.rows(Side.A).get(ORDERS)).as("a restore is taken back").isEqualTo(mistaken);
    }

    @Test
    void aPointNobodyKeptIsRefusedBeforeAnythingChanges() {
        List<String> before = world.rows(Side.A).get(ORDERS);

        RunReport report =
                AnalyticsLife.run(dr, Goal.restoreTo("lake", "orders.tables@A/2020-01-01T00:00:00Z/" + ORDERS));

        assertThat(report.text()).contains("No version of table sales.dbo.orders");
        assertThat(world.rows(Side.A).get(ORDERS)).isEqualTo(before);
        assertThat(dr.plan(Goal.restoreTo("lake", "orders.tables@B/2020-01-01T00:00:00Z/" + ORDERS))
                        .blockers())
                .extracting(Concern::id)
                .containsExactly("restores-the-standby");
    }

    @Test
    void aCredentialsPasswordReachesTheSecondaryAndNothingElse() throws IOException {
        world.hasCredential(Side.A, "sales", "remote");
        Logins logins = new Logins(
                Map.of("sales.remote", new Logins.Entry("erp.contoso.com:1433", "reader", "erp-password")),
                SecretSource.of(Map.of("erp-password", "correct horse battery")));
        dr.close();
        dr = AnalyticsLife.of(world, folder, logins).build();

        RunReport pass = dr.replicate().orThrow();

        assertThat(world.credentials(Side.B)).contains("remote");
        assertThat(pass.text() + pass.json()).doesNotContain("correct horse");
        assertThat(world.everything(Side.A).toString() + world.everything(Side.B))
                .doesNotContain("correct horse");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty().allSatisfy(file -> assertThat(
                            Files.readString(file, StandardCharsets.ISO_8859_1))
                    .doesNotContain("correct horse"));
        }
    }

    private String tablePoint() {
        return dr.history().stream()
                .map(record -> String.valueOf(record.entry()))
                .flatMap(text -> Pattern.compile("orders\\.tables@A/[0-9TZ:.-]+Z")
                        .matcher(text)
                        .results()
                        .map(MatchResult::group))
                .reduce((older, newer) -> newer)
                .orElseThrow();
    }

    private RunReport forced() {
        return AnalyticsLife.run(dr, Goal.forceFailOverTo("centralus"));
    }

    private Set<String> gaps() {
        return dr.readiness().critical().stream()
                .map(Gap::id)
                .filter(id -> !id.startsWith("replication-late"))
                .collect(Collectors.toSet());
    }

    private void minutes(int count) {
        world.clock().advance(Duration.ofMinutes(count));
    }
}
