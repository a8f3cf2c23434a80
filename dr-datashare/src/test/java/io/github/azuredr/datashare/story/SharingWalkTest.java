package io.github.azuredr.datashare.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.datashare.consumer.ConsumerPolicy;
import io.github.azuredr.datashare.provider.ProviderPolicy;
import io.github.azuredr.datashare.story.SharingWorld.Party;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.testkit.walk.CrashWalker;
import io.github.azuredr.testkit.walk.Scenario;
import io.github.azuredr.testkit.walk.WalkReport;
import io.github.azuredr.testkit.walk.ZombieWalker;
import org.junit.jupiter.api.Test;

/**
 * Kills and overtaken executors at every point of every plan of both parties, rehearsal, snapshots and revocation
 * included. CI walks a sample; {@code -Ddr.walk.points=100000} walks all.
 */
class SharingWalkTest {
    private static final int WALKS = Integer.getInteger("dr.walk.points", 12);

    static Scenario<SharingWorld> provider() {
        return Scenario.in(() -> new SharingWorld(Party.PROVIDER)
                        .with(ProviderPolicy.ofDefaults().withOldSideRevoked()))
                .prepare()
                .happens("the consumer subscribes to the second account", w -> {
                    w.shares.consumerReady("centralus", "concentral");
                    w.shares.subscribeByHand("centralus", "concentral");
                })
                .replicate()
                .run("drill", dr -> Scenario.approved(dr, Goal.drillIn("centralus")))
                .goesDark(Side.A)
                .forceFailOver("centralus")
                .comesBack(Side.A)
                .reprotect()
                .replicate()
                .failOver("eastus2");
    }

    static Scenario<SharingWorld> consumer() {
        return Scenario.in(() -> new SharingWorld(Party.CONSUMER)
                        .sharingFromBoth()
                        .with(ConsumerPolicy.ofDefaults()
                                .withSnapshotWhilePreparing()
                                .withSnapshotAtFailover()))
                .prepare()
                .replicate()
                .run("drill", dr -> Scenario.approved(dr, Goal.drillIn("centralus")))
                .run("end of the drill", dr -> Scenario.approved(dr, Goal.endDrill()))
                .goesDark(Side.A)
                .forceFailOver("centralus")
                .comesBack(Side.A)
                .reprotect()
                .replicate()
                .failOver("eastus2");
    }

    static Scenario<SharingWorld> both() {
        return Scenario.in(() -> new SharingWorld(Party.PROVIDER, Party.CONSUMER))
                .prepare()
                .run("prepare again", dr -> Scenario.approved(dr, Goal.prepare()))
                .replicate()
                .failOver("centralus")
                .replicate()
                .failOver("eastus2");
    }

    private static void walked(WalkReport report) {
        assertThat(report.walked()).isEqualTo(Math.min(WALKS, report.points().size()));
        assertThat(report.points().size()).isGreaterThan(100);
    }

    @Test
    void providersPlansSurviveAKillAnywhere() {
        walked(CrashWalker.of(provider()).sampling(WALKS, 1).killingTheResume(4).walk());
    }

    @Test
    void consumersPlansSurviveAKillAnywhere() {
        walked(CrashWalker.of(consumer()).sampling(WALKS, 1).killingTheResume(4).walk());
    }

    @Test
    void bothPartiesPlansSurviveAKillAnywhere() {
        walked(CrashWalker.of(both()).sampling(WALKS, 1).killingTheResume(4).walk());
    }

    @Test
    void overtakenExecutorsOfBothPartiesDoNoHarm() {
        ZombieWalker.of(provider()).sampling(WALKS, 1).walk();
        ZombieWalker.of(consumer()).sampling(WALKS, 1).walk();
    }
}
