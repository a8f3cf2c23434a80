package io.github.azuredr.streamanalytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.journal.FileJournalStore;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.recovery.RecoveryObjectives;
import io.github.azuredr.recovery.ReplicationPolicy;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.streamanalytics.port.SeenJob;
import io.github.azuredr.streamanalytics.twin.Drift;
import io.github.azuredr.streamanalytics.twin.TwinRewrite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The article's sentences on jobs, each by its number in the module's README. */
class TwinSentencesTest {
    private final SimulatedJobs jobs = new SimulatedJobs().running();

    @TempDir
    private Path folder;

    private DisasterRecovery dr;

    @BeforeEach
    void prepare() {
        dr = DisasterRecovery.named("orders")
                .between(RegionPair.of("eastus2", "centralus"))
                .objectives(RecoveryObjectives.rpo(Duration.ofMinutes(30)).rto(Duration.ofHours(1)))
                .replicating(ReplicationPolicy.every(Duration.ofMinutes(15)))
                .protect(
                        "clicks",
                        StreamAnalyticsRecovery.of(
                                jobs.access,
                                jobs.twins().standby(StandbyMode.HOT).build()))
                .journal(FileJournalStore.in(folder.resolve("journal")))
                .time(jobs.clock)
                .executor(Runnable::run)
                .instance("test")
                .build();
        dr.initialise();
        dr.prepare().orThrow();
        jobs.clock.advance(Duration.ofMinutes(5));
        dr.replicate().orThrow();
    }

    private SeenJob seen(Side side) {
        return jobs.port(side).job(SimulatedJobs.JOB).orElseThrow();
    }

    private RunReport force() {
        return dr.run(dr.plan(Goal.forceFailOverTo("centralus"))
                .approvedBy("ann")
                .because("INC-1")
                .acceptingAnyLoss());
    }

    @Test
    void sentence1IdenticalJobsAreDeployedInBothRegions() {
        TwinRewrite rewritten = TwinRewrite.of(seen(Side.A).definition(), SimulatedJobs.rewrite());

        assertThat(Drift.between(rewritten.twin(), seen(Side.B).definition()).isPresent())
                .isFalse();
        assertThat(rewritten.twin().hash()).isEqualTo(seen(Side.B).definition().hash());
    }

    @Test
    void sentence2EachJobConnectsToItsRegionsOwnInputAndOutput() {
        assertThat(TwinRewrite.pointingBack(seen(Side.B).definition(), SimulatedJobs.rewrite()))
                .isEmpty();
        assertThat(TwinRewrite.pointingBack(seen(Side.A).definition(), SimulatedJobs.rewrite()))
                .as("the same check finds the job of the other region")
                .hasSize(3);
    }

    @Test
    void sentence5JobsAreTwoSeparateEntities() {
        jobs.port(Side.B).stop(SimulatedJobs.JOB);
        jobs.clock.advance(Duration.ofMinutes(1));

        assertThat(jobs.state(Side.B)).isEqualTo("Stopped");
        assertThat(jobs.state(Side.A)).isEqualTo("Running");
        assertThat(ids()).contains("standby-not-running");
        dr.prepare().orThrow();
        assertThat(jobs.state(Side.B)).isEqualTo("Running");
    }

    @Test
    void sentence8OnAFailureTheSecondaryServesWithoutACallToThePrimary() {
        jobs.azure.region("eastus2").goDark();
        int before = jobs.azure.calls().to("eastus2").count();

        assertThat(force().result().isReached()).isTrue();

        assertThat(jobs.azure.calls().to("eastus2").count()).isEqualTo(before);
        assertThat(dr.status().active()).hasValue("centralus (B)");
        assertThat(jobs.state(Side.B)).isEqualTo("Running");
    }

    @Test
    void sentence12RestoredPrimaryCatchesUpBeforeItServesAgain() {
        jobs.azure.region("eastus2").goDark();
        force().orThrow();
        jobs.clock.advance(Duration.ofHours(2));
        jobs.azure.region("eastus2").comeBack();
        jobs.service.failing(SimulatedJobs.id(Side.A).path(), "Internal", "lost its host");
        dr.readiness();

        RunReport reprotect = dr.run(dr.plan(Goal.reprotect()).approvedBy("ann").because("INC-1"));
        RunReport back =
                dr.run(dr.plan(Goal.failOverTo("eastus2")).approvedBy("ann").because("home"));

        assertThat(reprotect.result().isReached()).as(reprotect.text()).isTrue();
        assertThat(reprotect.text()).contains("Backfill");
        assertThat(back.result().isReached()).as(back.text()).isTrue();
        assertThat(back.steps().stream().map(RunReport.StepLine::id).toList()).contains("clicks/clicks-caught-up");
        assertThat(jobs.state(Side.A)).isEqualTo("Running");
    }

    @Test
    void sentence14JobsAreMonitoredByStateWatermarkAndDiagnostics() {
        jobs.service.failing(SimulatedJobs.id(Side.B).path(), "INP-3", "could not deserialize");

        assertThat(ids()).contains("standby-not-running");
        assertThat(dr.readiness().text()).contains("INP-3 could not deserialize");
        assertThat(jobs.port(Side.A).watermarkDelay(SimulatedJobs.JOB)).isPresent();
    }

    private List<String> ids() {
        return dr.readiness().gaps().getOrDefault("clicks", List.of()).stream()
                .map(Gap::id)
                .toList();
    }
}
