package io.github.azuredr.streamanalytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.azure.SecretSource;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.journal.FileJournalStore;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.recovery.RecoveryObjectives;
import io.github.azuredr.recovery.ReplicationPolicy;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.streamanalytics.json.JsonTree;
import io.github.azuredr.streamanalytics.port.RoleGrant;
import io.github.azuredr.streamanalytics.port.SeenJob;
import io.github.azuredr.streamanalytics.twin.JobDefinition;
import io.github.azuredr.testkit.azure.SimCall;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twin jobs from prepare to failback, against the simulated service. */
class StreamAnalyticsRecoveryTest {
    private static final String QUERY = "SELECT * INTO db FROM hub TIMESTAMP BY drEventTime";

    private final SimulatedJobs jobs = new SimulatedJobs().running();
    private Optional<Instant> readUntil = Optional.empty();

    @TempDir
    private Path folder;

    private DisasterRecovery protect(StandbyMode standby) {
        return protect(jobs.twins().standby(standby));
    }

    private DisasterRecovery protect(TwinJobs.Builder twins) {
        return protect(jobs, twins);
    }

    private DisasterRecovery protect(SimulatedJobs world, TwinJobs.Builder twins) {
        DisasterRecovery dr = DisasterRecovery.named("orders")
                .between(RegionPair.of("eastus2", "centralus"))
                .objectives(RecoveryObjectives.rpo(Duration.ofMinutes(30)).rto(Duration.ofHours(1)))
                .replicating(ReplicationPolicy.every(Duration.ofMinutes(15)))
                .protect(
                        "clicks",
                        StreamAnalyticsRecovery.of(
                                world.access, twins.progress(() -> readUntil).build()))
                .journal(FileJournalStore.in(folder.resolve("journal")))
                .time(world.clock)
                .executor(Runnable::run)
                .instance("test")
                .build();
        dr.initialise();
        return dr;
    }

    private static List<String> gaps(DisasterRecovery dr) {
        return dr.readiness().gaps().getOrDefault("clicks", List.of()).stream()
                .map(Gap::id)
                .toList();
    }

    private SeenJob seen(Side side) {
        return jobs.port(side).job(SimulatedJobs.JOB).orElseThrow();
    }

    private List<String> starts(Side side) {
        return jobs.azure.calls().list().stream()
                .filter(call -> call.url().getPath().endsWith("/start"))
                .filter(call -> call.url().getPath().contains(SimulatedJobs.region(side)))
                .map(call -> call.url().getPath())
                .toList();
    }

    private RunReport force(DisasterRecovery dr, String... accepting) {
        Plan plan = dr.plan(Goal.forceFailOverTo("centralus"));
        return dr.run(plan.approvedBy("ann")
                .because("INC-1")
                .acceptingLossUpTo(Duration.ofDays(2))
                .accepting(accepting));
    }

    @Test
    void preparingMakesAColdTwinThatUsesItsOwnRegionAndHasItsKeys() {
        DisasterRecovery dr = protect(StandbyMode.COLD);

        dr.prepare().orThrow();

        JsonTree twin = seen(Side.B).definition().content();
        assertThat(twin.json()).contains("hub-centralus", "sql-centralus").doesNotContain("hub-eastus2", "sql-eastus2");
        assertThat(twin.text("/tags/azuredr-twin-of"))
                .hasValue(SimulatedJobs.id(Side.A).path());
        assertThat(jobs.state(Side.B)).isEqualTo("Created");
        assertThat(starts(Side.B)).isEmpty();
        assertThat(dr.plan(Goal.prepare()).isEmpty()).isTrue();
        assertThat(gaps(dr)).doesNotContain("no-twin", "drift", "points-back");
    }

    @Test
    void hotTwinRunsBesideTheActiveJobAndItsWatermarkDatesThePoint() {
        DisasterRecovery dr = protect(StandbyMode.HOT);
        dr.prepare().orThrow();
        jobs.clock.advance(Duration.ofMinutes(5));

        RunReport pass = dr.replicate();

        assertThat(pass.result().isReached()).as(pass.text()).isTrue();
        assertThat(jobs.state(Side.B)).isEqualTo("Running");
        assertThat(jobs.state(Side.A)).isEqualTo("Running");
        assertThat(gaps(dr)).isEmpty();
    }

    @Test
    void missingSecretIsFoundBeforeAnythingIsMade() {
        DisasterRecovery dr = protect(jobs.twins()
                .secrets(
                        Side.B, SecretSource.of(Map.of("clicks--inputs-hub--sharedAccessPolicyKey", "key-centralus"))));

        RunReport report = dr.prepare();

        assertThat(report.result().isReached()).isFalse();
        assertThat(report.text()).contains("clicks--outputs-db--password");
        assertThat(jobs.state(Side.B)).isEqualTo("Absent");
    }

    @Test
    void wrongSecretIsFoundByTheConnectionTestOfThePass() {
        DisasterRecovery dr = protect(jobs.twins().secrets(Side.B, SimulatedJobs.secrets("eastus2")));

        RunReport report = dr.prepare();

        assertThat(report.result().isReached()).isFalse();
        assertThat(report.text())
                .contains("cannot connect", "refused the job's credential")
                .doesNotContain("key-eastus2");
    }

    @Test
    void forcedFailoverOfAColdStandbyStartsItFromTheReadersMarkAndAsksNothingOfTheLostRegion() {
        DisasterRecovery dr = protect(StandbyMode.COLD);
        dr.prepare().orThrow();
        dr.replicate().orThrow();
        readUntil = Optional.of(jobs.clock.now().minus(Duration.ofMinutes(1)));
        Instant from = readUntil.get().minus(Duration.ofMinutes(10));
        jobs.azure.region("eastus2").goDark();
        long before = jobs.azure.calls().list().stream()
                .mapToLong(SimCall::number)
                .max()
                .orElse(0);

        Plan plan = dr.plan(Goal.forceFailOverTo("centralus"));
        RunReport report = force(dr);

        assertThat(plan.text()).contains("CustomTime " + from, "less an overlap of 10 min");
        assertThat(report.result().isReached()).as(report.text()).isTrue();
        assertThat(report.text()).contains("CustomTime " + from);
        assertThat(jobs.azure.calls().since(before).to("eastus2").list()).isEmpty();
        assertThat(jobs.state(Side.B)).isEqualTo("Running");
    }

    @Test
    void startFromBeforeTheInputsRetentionStatesTheHoleAndWaitsForSomeoneToAcceptIt() {
        DisasterRecovery dr = protect(jobs.twins().inputRetention(Duration.ofHours(1)));
        dr.prepare().orThrow();
        dr.replicate().orThrow();
        readUntil = Optional.of(jobs.clock.now().minus(Duration.ofHours(3)));
        jobs.azure.region("eastus2").goDark();

        Plan plan = dr.plan(Goal.forceFailOverTo("centralus"));
        RunReport refused = force(dr);
        RunReport accepted = force(dr, "data-hole");

        assertThat(plan.text()).contains("data-hole", "no output from " + readUntil.get(), "keeps events for 1 h only");
        assertThat(refused.result()).isEqualTo(RunReport.Result.REFUSED);
        assertThat(accepted.result().isReached()).as(accepted.text()).isTrue();
    }

    @Test
    void unknownProgressIsAHoleOfUnknownLength() {
        SimulatedJobs never = new SimulatedJobs();
        never.port(Side.A).create(SimulatedJobs.JOB, SimulatedJobs.definition("eastus2", QUERY));
        DisasterRecovery dr = protect(never, never.twins());
        dr.prepare().orThrow();

        Plan plan = dr.plan(Goal.forceFailOverTo("centralus"));

        assertThat(plan.text()).contains("data-hole", "no output from an unknown time");
    }

    @Test
    void plannedFailoverWaitsUntilTheTwinHasCaughtUpAndThenLetsTheOldOneRest() {
        DisasterRecovery dr = protect(StandbyMode.COLD);
        dr.prepare().orThrow();
        dr.replicate().orThrow();

        Plan plan = dr.plan(Goal.failOverTo("centralus"));
        RunReport report = dr.run(plan.approvedBy("ann").because("test"));

        assertThat(report.result().isReached()).as(report.text()).isTrue();
        assertThat(jobs.state(Side.B)).isEqualTo("Running");
        assertThat(jobs.state(Side.A)).isEqualTo("Stopped");
        assertThat(jobs.port(Side.B).watermarkDelay(SimulatedJobs.JOB).orElseThrow())
                .isLessThan(Duration.ofMinutes(3));
    }

    @Test
    void driftIsShownAndThePassBringsTheTwinIntoLine() {
        DisasterRecovery dr = protect(StandbyMode.COLD);
        dr.prepare().orThrow();
        jobs.change(Side.A, SimulatedJobs.definition("eastus2", "SELECT drEventId INTO db FROM hub"));

        assertThat(gaps(dr)).contains("drift");
        assertThat(dr.readiness().text())
                .contains("transformation, query: \"SELECT drEventId INTO db FROM hub\" expected");
        dr.replicate().orThrow();

        assertThat(seen(Side.B).definition().query()).isEqualTo("SELECT drEventId INTO db FROM hub");
        assertThat(gaps(dr)).doesNotContain("drift");
    }

    @Test
    void hotTwinIsStoppedChangedAndGoesOnFromItsOwnOutput() {
        DisasterRecovery dr = protect(StandbyMode.HOT);
        dr.prepare().orThrow();
        jobs.clock.advance(Duration.ofMinutes(5));
        jobs.change(Side.A, SimulatedJobs.definition("eastus2", "SELECT drEventId INTO db FROM hub"));

        Plan plan = dr.plan(Goal.replicate());
        RunReport report = dr.replicate();

        assertThat(plan.text()).contains("LastOutputEventTime");
        assertThat(report.result().isReached()).as(report.text()).isTrue();
        assertThat(jobs.state(Side.B)).isEqualTo("Running");
        assertThat(seen(Side.B).definition().query()).contains("drEventId");
    }

    @Test
    void changeThatSomeoneElseMadeOnTheTwinIsNotOverwritten() {
        DisasterRecovery dr = protect(StandbyMode.COLD);
        dr.prepare().orThrow();
        jobs.change(Side.B, SimulatedJobs.definition("centralus", "SELECT 1 AS mine INTO db FROM hub"));

        Plan plan = dr.plan(Goal.replicate());
        RunReport report = dr.replicate();

        assertThat(plan.text()).contains("edited", "mine");
        assertThat(report.result().isReached()).isFalse();
        assertThat(seen(Side.B).definition().query()).contains("mine");
        assertThat(gaps(dr)).contains("edited");
    }

    @Test
    void unitsThatAreNotFreeAreAGapWithNumbers() {
        DisasterRecovery dr = protect(StandbyMode.COLD);
        dr.prepare().orThrow();
        dr.replicate().orThrow();
        jobs.service.unitsIn("centralus", 2);

        assertThat(gaps(dr)).contains("units-short");
        assertThat(dr.readiness().text()).contains("needs 3 streaming units", "2 are free");
        jobs.azure.region("eastus2").goDark();
        RunReport report = force(dr, "units-short");
        assertThat(report.result().isReached()).isFalse();
        assertThat(report.text()).contains("needs 3 streaming units in centralus, but 2 of 2 are free");
    }

    @Test
    void failoverDuringADrillStartsTheJobAgainFromTheMark() {
        DisasterRecovery dr = protect(StandbyMode.COLD);
        dr.prepare().orThrow();
        dr.replicate().orThrow();
        Plan drill = dr.plan(Goal.drillIn("centralus"));
        dr.run(drill.approvedBy("ann").because("drill")).orThrow();
        assertThat(jobs.state(Side.B)).isEqualTo("Running");
        jobs.azure.region("eastus2").goDark();

        Plan plan = dr.plan(Goal.forceFailOverTo("centralus"));
        RunReport report = force(dr);

        assertThat(plan.text()).contains("started too late to join");
        assertThat(report.result().isReached()).as(report.text()).isTrue();
        assertThat(starts(Side.B)).hasSize(2);
    }

    @Test
    void drillStartsAndStopsTheTwin() {
        DisasterRecovery dr = protect(StandbyMode.COLD);
        dr.prepare().orThrow();

        dr.run(dr.plan(Goal.drillIn("centralus")).approvedBy("ann").because("drill"))
                .orThrow();
        assertThat(jobs.state(Side.B)).isEqualTo("Running");
        assertThat(gaps(dr)).contains("drilling");
        dr.run(dr.plan(Goal.endDrill()).approvedBy("ann").because("drill")).orThrow();

        assertThat(jobs.state(Side.B)).isEqualTo("Stopped");
        assertThat(jobs.state(Side.A)).isEqualTo("Running");
    }

    @Test
    void smallHotStandbyIsScaledUpWhenItServes() {
        DisasterRecovery dr = protect(jobs.twins().standby(StandbyMode.HOT).standbyUnits(1));
        dr.prepare().orThrow();
        jobs.clock.advance(Duration.ofMinutes(2));
        dr.replicate().orThrow();
        assertThat(seen(Side.B).definition().streamingUnits()).isEqualTo(1);
        jobs.azure.region("eastus2").goDark();

        RunReport report = force(dr);

        assertThat(report.result().isReached()).as(report.text()).isTrue();
        assertThat(seen(Side.B).definition().streamingUnits()).isEqualTo(3);
    }

    @Test
    void identitysRolesAreGivenToTheClonesNewPrincipal() {
        SimulatedJobs msi = new SimulatedJobs();
        JsonTree plain = SimulatedJobs.definition("eastus2", QUERY).content();
        msi.port(Side.A)
                .create(
                        SimulatedJobs.JOB,
                        JobDefinition.kept(plain.with("/identity/type", "SystemAssigned")
                                .with(
                                        "/properties/inputs/0/properties/datasource/properties/authenticationMode",
                                        "Msi")));
        DisasterRecovery dr = protect(
                msi,
                msi.twins()
                        .role(Side.B, new RoleGrant(SimulatedJobs.hubId("centralus"), RoleGrant.EVENT_HUBS_RECEIVER)));
        Instant began = msi.clock.now();

        dr.prepare().orThrow();

        assertThat(Duration.between(began, msi.clock.now()))
                .as("the role had to propagate before the connection test passed")
                .isGreaterThan(Duration.ofMinutes(3));
    }

    @Test
    void returnedSideIsSetAsideMadeLikeTheOneThatServesAndFailedBackTo() {
        DisasterRecovery dr = protect(StandbyMode.COLD);
        dr.prepare().orThrow();
        dr.replicate().orThrow();
        jobs.azure.region("eastus2").goDark();
        assertThat(force(dr).result().isReached()).isTrue();
        jobs.change(Side.B, SimulatedJobs.definition("centralus", "SELECT drEventId INTO db FROM hub"));
        jobs.azure.region("eastus2").comeBack();
        jobs.clock.advance(Duration.ofMinutes(30));
        dr.readiness();

        RunReport reprotect = dr.run(dr.plan(Goal.reprotect()).approvedBy("ann").because("INC-1"));
        assertThat(reprotect.result().isReached()).as(reprotect.text()).isTrue();
        assertThat(reprotect.ledgers().get("clicks").lost()).isNotEmpty();
        assertThat(jobs.state(Side.A)).isEqualTo("Stopped");
        assertThat(seen(Side.A).definition().query()).contains("drEventId");

        RunReport back =
                dr.run(dr.plan(Goal.failOverTo("eastus2")).approvedBy("ann").because("home"));
        assertThat(back.result().isReached()).as(back.text()).isTrue();
        assertThat(jobs.state(Side.A)).isEqualTo("Running");
        assertThat(jobs.state(Side.B)).isEqualTo("Stopped");
    }

    @Test
    void edgeJobBlocksPreparing() {
        SimulatedJobs edge = new SimulatedJobs();
        JsonTree body = SimulatedJobs.definition("eastus2", QUERY).content();
        edge.port(Side.A).create(SimulatedJobs.JOB, JobDefinition.kept(body.with("/properties/jobType", "Edge")));
        DisasterRecovery dr = protect(edge, edge.twins());

        Plan plan = dr.plan(Goal.prepare());

        assertThat(plan.blockers()).hasSize(1);
        assertThat(plan.text()).contains("edge job");
        assertThat(gaps(dr)).contains("not-twinnable");
    }
}
