package io.github.azuredr.datashare.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.datashare.SimulatedShares;
import io.github.azuredr.datashare.port.DataShareSubscriber;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.SubscriptionChild;
import io.github.azuredr.journal.FileJournalStore;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.recovery.RecoveryObjectives;
import io.github.azuredr.recovery.ReplicationPolicy;
import io.github.azuredr.run.RunReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A consumer through the whole library: idle in the second region, switched on there, never twice. */
@SuppressWarnings("NullAway.Init") // set up before each test
class ConsumerRecoveryTest {
    private final ConsumerWorld world = new ConsumerWorld();
    private final SimulatedShares shares = world.shares;

    @TempDir
    private Path folder;

    private DisasterRecovery dr;

    @BeforeEach
    void build() {
        dr = DisasterRecovery.named("orders")
                .between(RegionPair.of("eastus2", "centralus"))
                .objectives(RecoveryObjectives.rpo(Duration.ofMinutes(30)).rto(Duration.ofHours(1)))
                .replicating(ReplicationPolicy.every(Duration.ofMinutes(15)))
                .protect("received", world.contract())
                .journal(FileJournalStore.in(folder.resolve("journal")))
                .time(shares.clock)
                .executor(Runnable::run)
                .instance("test")
                .build();
        dr.initialise();
    }

    private List<String> triggers(String region) {
        DataShareSubscriber port = shares.subscriber(region);
        return port.children("sales", SubscriptionChild.TRIGGERS).stream()
                .map(Named::name)
                .toList();
    }

    private List<String> gaps() {
        return dr.readiness().gaps().getOrDefault("received", List.of()).stream()
                .map(Gap::id)
                .toList();
    }

    @Test
    void preparingAcceptsAndMapsButTakesNoSchedule() {
        assertThat(gaps()).contains("no-standby");

        dr.prepare().orThrow();

        assertThat(shares.subscriber("centralus")
                        .child("sales", SubscriptionChild.MAPPINGS, "all")
                        .orElseThrow()
                        .property("storageAccountName"))
                .hasValue("concentral");
        assertThat(triggers("centralus")).isEmpty();
        assertThat(triggers("eastus2")).containsExactly("daily");
        assertThat(gaps()).doesNotContain("no-standby", "not-mapped");
    }

    @Test
    void forcedFailoverTakesTheScheduleAndTheOldOneEndsWhenItsSideReturns() {
        dr.prepare().orThrow();
        dr.replicate().orThrow();
        world.goDark(Side.A);

        RunReport report = dr.run(dr.plan(Goal.forceFailOverTo("centralus"))
                .approvedBy("ann")
                .because("INC-1")
                .acceptingLossUpTo(Duration.ofMinutes(30)));

        assertThat(report.result().isReached()).as(report.text()).isTrue();
        assertThat(triggers("centralus")).containsExactly("daily");
        world.comeBack(Side.A);
        dr.readiness();
        dr.run(dr.plan(Goal.reprotect()).approvedBy("ann")).orThrow();
        assertThat(triggers("eastus2")).isEmpty();
        assertThat(gaps()).doesNotContain("two-schedules");
    }

    @Test
    void plannedFailoverMovesTheScheduleThereAndBack() {
        dr.prepare().orThrow();
        dr.replicate().orThrow();

        dr.run(dr.plan(Goal.failOverTo("centralus")).approvedBy("ann").because("maintenance"))
                .orThrow();
        assertThat(triggers("eastus2")).isEmpty();
        assertThat(triggers("centralus")).containsExactly("daily");
        dr.replicate().orThrow();
        dr.run(dr.plan(Goal.failOverTo("eastus2")).approvedBy("ann").because("home"))
                .orThrow();

        assertThat(triggers("eastus2")).containsExactly("daily");
        assertThat(triggers("centralus")).isEmpty();
    }
}
