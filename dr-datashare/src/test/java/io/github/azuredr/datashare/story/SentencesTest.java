package io.github.azuredr.datashare.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.datashare.SimulatedShares;
import io.github.azuredr.datashare.invite.ConsumerStance;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.ShareChild;
import io.github.azuredr.datashare.resource.SubscriptionChild;
import io.github.azuredr.datashare.story.SharingWorld.Party;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.testkit.walk.ProtectedWorkload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "Disaster recovery for Azure Data Share", sentence by sentence, as the protocol note numbers them. */
@SuppressWarnings("NullAway.Init") // set up before each test
class SentencesTest {
    @TempDir
    private Path folder;

    private Application provider() {
        return new Application(new SharingWorld(Party.PROVIDER), folder.resolve("provider"));
    }

    private Application consumer() {
        return new Application(new SharingWorld(Party.CONSUMER).sharingFromBoth(), folder.resolve("consumer"));
    }

    private static List<String> names(List<Named> all) {
        return all.stream().map(Named::name).toList();
    }

    @Test
    void sentence01_configureADisasterRecoveryEnvironment() throws Exception {
        for (Application one : List.of(provider(), consumer())) {
            one.reaching(Goal.prepare());
            one.reaching(Goal.replicate());

            assertThat(one.dr.status().text()).contains("eastus2 (A)");
            assertThat(one.gaps()).doesNotContainKeys("no-second-account", "no-standby", "no-inventory");
        }
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(one -> one.toString().contains("attachments") && Files.isRegularFile(one)))
                    .as("the inventories are kept outside the journal")
                    .hasSizeGreaterThan(2);
        }
    }

    @Test
    void sentence02_outagesAreRareAndLastMinutesToHours_oneErrorMovesNobody() {
        Application one = provider();
        one.reaching(Goal.prepare());
        one.world.shares.azure.region("eastus2").failingNext(503, 50);

        assertThat(one.gaps()).containsKey("does-not-answer");

        assertThat(one.dr.status().active()).contains("eastus2 (A)");
        assertThat(one.dr.plan(Goal.failOverTo("centralus")).blockers())
                .as("a planned failover needs both sides")
                .isNotEmpty();
        one.world.shares.azure.region("eastus2").comeBack();
        assertThat(one.gaps()).doesNotContainKey("does-not-answer");
    }

    @Test
    void sentence03_outagesDisruptThoseWhoRelyOnSharedData_theAgeOfWhatEachReceivedIsKnown() {
        Application provider = provider();
        provider.reaching(Goal.prepare());
        assertThat(provider.gaps()).doesNotContainKeys("consumer-late", "consumer-never-received");

        provider.world.clock().advance(Duration.ofMinutes(45));

        assertThat(provider.gaps().get("consumer-late"))
                .contains("last received at 2026-11-20T10:")
                .contains("objective of PT30M")
                .doesNotContain("@");
        Application consumer = consumer();
        consumer.reaching(Goal.prepare());
        consumer.world.clock().advance(Duration.ofMinutes(45));
        assertThat(consumer.gaps().get("receiving-late")).contains("Subscription sales");
    }

    @Test
    void sentence04_providersContinueToShareAfterTheirRegionIsLost() {
        Application one = provider();
        one.reaching(Goal.prepare());
        one.reaching(Goal.replicate());
        one.world.goDark(Side.A);
        long before = one.lastCall();

        one.reaching(Goal.forceFailOverTo("centralus"));

        assertThat(one.world.shares.azure.calls().since(before).to("eastus2").list())
                .isEmpty();
        one.world.shares.consumerReady("centralus", "concentral");
        one.world.shares.subscribeByHand("centralus", "concentral");
        one.world.shares.synchronizeByHand("centralus");
        assertThat(one.world.files("concentral")).isEqualTo(one.world.files("pricentral"));
    }

    @Test
    void sentence05_anEnvironmentIsProvisionedInASecondaryRegion() {
        Application one = provider();

        one.reaching(Goal.prepare());

        Named account = one.world.shares.account("centralus").account().orElseThrow();
        assertThat(account.body().text("location")).hasValue("centralus");
        assertThat(account.body().text("identity.principalId")).isPresent();
        assertThat(account.body().text("tags.dr-role")).hasValue("secondary");
        Application consumer = consumer();
        consumer.reaching(Goal.prepare());
        assertThat(consumer.world.shares.subscriber("centralus").account()).isPresent();
    }

    @Test
    void sentence06_measuresForASmoothFailover_driftIsFoundBeforeItIsNeeded() {
        Application one = provider();
        assertThat(one.gaps()).containsKeys("no-second-account", "source-unchecked");
        one.reaching(Goal.prepare());
        one.world
                .shares
                .account("eastus2")
                .putChild(
                        "sales",
                        ShareChild.DATA_SETS,
                        "more",
                        SimulatedShares.container(SimulatedShares.PROVIDER, "eastus2", "prieast", "sales"));

        assertThat(one.gaps().get("drift")).contains("dataset more of share sales");

        Plan plan = one.dr.plan(Goal.replicate());
        assertThat(plan.text()).contains("Dataset more of share sales on side B");
    }

    @Test
    void sentence07_secondaryResourcesAreProvisionedInAnAdditionalRegion_notInAGroupOfTheFirst() {
        Application one = provider();
        one.world.shares.moveGroup(SimulatedShares.PROVIDER, "rg-centralus", "eastus2");

        Plan plan = one.dr.plan(Goal.prepare());

        assertThat(plan.blockers()).hasSize(1);
        assertThat(plan.text()).contains("lives in eastus2");
        Application consumer = consumer();
        consumer.world.shares.moveGroup(SimulatedShares.CONSUMER, "rg-centralus", "eastus2");
        assertThat(consumer.dr.plan(Goal.prepare()).text()).contains("lives in eastus2");
        assertThat(consumer.gaps()).containsKey("account-obstacle");
    }

    @Test
    void sentence08_theyIncludeSharesAndDataSetsOfThePrimary() {
        Application one = provider();

        one.reaching(Goal.prepare());

        var there = one.world.shares.account("centralus");
        assertThat(there.share("sales").orElseThrow().property("terms")).hasValue("t");
        assertThat(names(there.children("sales", ShareChild.DATA_SETS))).containsExactly("all");
        assertThat(there.child("sales", ShareChild.DATA_SETS, "all")
                        .orElseThrow()
                        .property("storageAccountName"))
                .hasValue("pricentral");
        assertThat(there.child("sales", ShareChild.SCHEDULES, "daily")
                        .orElseThrow()
                        .property("synchronizationTime"))
                .hasValue(SimulatedShares.TIME);
    }

    @Test
    void sentence09_consumersAreInvitedToTheSecondarySharesWhenConfiguring() {
        Application one = provider();

        one.reaching(Goal.prepare());

        assertThat(names(one.world.shares.account("centralus").children("sales", ShareChild.INVITATIONS)))
                .containsExactly("ana");
        assertThat(one.world.shares.subscriber("centralus").invitations())
                .anyMatch(invited ->
                        invited.property("location").filter("centralus"::equals).isPresent());
    }

    @Test
    void sentence10_orAtALaterTime() {
        Application one = new Application(
                new SharingWorld(ConsumerStance.INVITE_AT_FAILOVER, Party.PROVIDER), folder.resolve("later"));
        one.reaching(Goal.prepare());
        one.reaching(Goal.replicate());
        assertThat(one.world.shares.account("centralus").children("sales", ShareChild.INVITATIONS))
                .isEmpty();
        one.world.goDark(Side.A);

        one.reaching(Goal.forceFailOverTo("centralus"));

        assertThat(names(one.world.shares.account("centralus").children("sales", ShareChild.INVITATIONS)))
                .containsExactly("ana");
    }

    @Test
    void sentence11_consumersEnableTheSnapshotScheduleAsPartOfTheFailover() {
        Application one = consumer();
        one.reaching(Goal.prepare());

        one.reaching(Goal.failOverTo("centralus"));

        Named trigger = one.world
                .shares
                .subscriber("centralus")
                .child("sales", SubscriptionChild.TRIGGERS, "daily")
                .orElseThrow();
        assertThat(trigger.property("triggerStatus")).hasValue("Active");
        assertThat(trigger.property("synchronizationTime")).hasValue(SimulatedShares.TIME);
        assertThat(trigger.property("recurrenceInterval")).hasValue("Day");
        assertThat(one.world.shares.subscriber("eastus2").children("sales", SubscriptionChild.TRIGGERS))
                .isEmpty();
    }

    @Test
    void sentence12_consumersWhoDoNotWantToSubscribeCanBeInvitedLater_orNever() {
        Application one =
                new Application(new SharingWorld(ConsumerStance.NEVER, Party.PROVIDER), folder.resolve("never"));
        one.reaching(Goal.prepare());
        one.reaching(Goal.replicate());
        one.world.goDark(Side.A);

        one.reaching(Goal.forceFailOverTo("centralus"));

        assertThat(one.world.shares.account("centralus").children("sales", ShareChild.INVITATIONS))
                .isEmpty();
    }

    @Test
    void sentence13_consumersCanHaveAnActiveButIdleSubscription() {
        Application one = consumer();

        one.reaching(Goal.prepare());

        var there = one.world.shares.subscriber("centralus");
        assertThat(there.subscription("sales").orElseThrow().property("shareSubscriptionStatus"))
                .hasValue("Active");
        assertThat(there.children("sales", SubscriptionChild.MAPPINGS)).hasSize(1);
        assertThat(there.children("sales", SubscriptionChild.TRIGGERS)).isEmpty();
        one.world.untilTheNextSnapshot();
        assertThat(one.world.files("concentral")).as("idle").isEmpty();
    }

    @Test
    void sentence14_orProvidersInviteLaterAsPartOfManualFailoverSteps_andTheConsumerFollows() {
        SharingWorld world = new SharingWorld(ConsumerStance.INVITE_AT_FAILOVER, Party.PROVIDER);
        Application provider = new Application(world, folder.resolve("inviting"));
        Application consumer = new Application(
                world, folder.resolve("following"), List.of(ProtectedWorkload.of("received", world.consumer())));
        for (Application one : List.of(provider, consumer)) {
            one.reaching(Goal.prepare());
            one.reaching(Goal.replicate());
        }
        world.goDark(Side.A);

        provider.reaching(Goal.forceFailOverTo("centralus"));
        consumer.reaching(Goal.forceFailOverTo("centralus"));

        assertThat(names(world.shares.subscriber("centralus").children("sales", SubscriptionChild.TRIGGERS)))
                .containsExactly("daily");
        world.untilTheNextSnapshot();
        assertThat(world.files("concentral")).isEqualTo(world.files("pricentral"));
        world.comeBack(Side.A);
        consumer.gaps();
        assertThat(world.shares.subscriber("eastus2").children("sales", SubscriptionChild.TRIGGERS))
                .as("the old side's schedule ended when it answered")
                .isEmpty();
    }
}
