package io.github.azuredr.datashare.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.ProtectOption;
import io.github.azuredr.datashare.SimulatedShares;
import io.github.azuredr.datashare.consumer.ConsumerPolicy;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.resource.RoleAssignment;
import io.github.azuredr.datashare.resource.ShareChild;
import io.github.azuredr.datashare.resource.SubscriptionChild;
import io.github.azuredr.datashare.story.SharingWorld.Party;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.walk.ProtectedWorkload;
import io.github.azuredr.testkit.walk.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with Data Share, as the protocol note numbers it; what needs no code has a line in the README. */
@SuppressWarnings("NullAway.Init") // set up before each test
class FailureModesTest {
    @TempDir
    private Path folder;

    private Application provider() {
        return new Application(new SharingWorld(Party.PROVIDER), folder);
    }

    private Application consumer() {
        return new Application(new SharingWorld(Party.CONSUMER).sharingFromBoth(), folder);
    }

    private static void dataSet(Application one, String region, String name, JsonObject body) {
        one.world.shares.account(region).putChild("sales", ShareChild.DATA_SETS, name, body);
    }

    private static JsonObject container(String region, String store) {
        return SimulatedShares.container(SimulatedShares.PROVIDER, region, store, "sales");
    }

    /** A run that does not reach its goal. */
    private static RunReport stopped(Application one, Goal goal) {
        RunReport report = Scenario.approved(one.dr, goal);
        assertThat(report.result().isReached()).as(report.text()).isFalse();
        return report;
    }

    @Test
    void failure01_primaryUnreachable_theSavedInventoryIsEnough() {
        Application one = provider();
        one.reaching(Goal.prepare());
        one.reaching(Goal.replicate());
        dataSet(one, "eastus2", "more", container("eastus2", "prieast"));
        one.gaps();
        one.world.goDark(Side.A);
        long before = one.lastCall();

        one.reaching(Goal.forceFailOverTo("centralus"));

        assertThat(one.world.shares.azure.calls().since(before).to("eastus2").list())
                .isEmpty();
        assertThat(one.world.shares.account("centralus").children("sales", ShareChild.DATA_SETS))
                .hasSize(2);
    }

    @Test
    void failure02_inventoryStale_isToldAndRefusesNothing() {
        Application one = provider();
        one.reaching(Goal.prepare());
        one.reaching(Goal.replicate());
        one.world.goDark(Side.A);
        one.world.clock().advance(Duration.ofMinutes(50));

        assertThat(one.gaps().get("inventory-stale")).contains("last seen at");

        one.reaching(Goal.forceFailOverTo("centralus"));
    }

    @Test
    void failure03_secondaryGroupInThePrimaryRegion_blocksBeforeAnythingIsWritten() {
        Application one = provider();
        one.world.shares.moveGroup(SimulatedShares.PROVIDER, "rg-centralus", "eastus2");
        long before = one.lastCall();

        Plan plan = one.dr.plan(Goal.prepare());

        assertThat(plan.blockers()).isNotEmpty();
        assertThat(one.writes(before)).isEmpty();
    }

    @Test
    void failure04_tooManyRequests_alsoWhileWaiting_areWaitedOut() {
        Application one = provider();
        Plan plan = one.dr.plan(Goal.prepare());
        one.world.shares.azure.region("centralus").failingNext(429, 4);

        RunReport report = one.dr.run(plan);

        assertThat(report.result().isReached()).as(report.text()).isTrue();
        assertThat(one.world.shares.account("centralus").account().orElseThrow().property("provisioningState"))
                .hasValue("Succeeded");
    }

    @Test
    void failure05_operationLostWithTheRegion_theResourceIsReadInstead() {
        Application one = consumer();
        one.reaching(Goal.prepare());
        one.world.clock().after(Duration.ofSeconds(5), () -> one.world.shares.azure.loseOperations("centralus"));

        one.reaching(Goal.failOverTo("centralus"));

        assertThat(one.world
                        .shares
                        .subscriber("centralus")
                        .child("sales", SubscriptionChild.TRIGGERS, "daily")
                        .orElseThrow()
                        .property("triggerStatus"))
                .hasValue("Active");
    }

    @Test
    void failure06_partialClone_oneBadDataSetDoesNotStopTheOthers_andNothingIsDoneThatWasNotReadBack() {
        Application one = provider();
        one.world.shares.storage(SimulatedShares.PROVIDER, "eastus2", "unmapped");
        one.world
                .shares
                .account("eastus2")
                .assign(new RoleAssignment(
                        SimulatedShares.storeId(SimulatedShares.PROVIDER, "eastus2", "unmapped"),
                        RoleAssignment.BLOB_DATA_READER,
                        SimulatedShares.principal(one.world.shares.account("eastus2"))));
        one.world.clock().advance(Duration.ofMinutes(5));
        dataSet(one, "eastus2", "bad", container("eastus2", "unmapped"));

        one.reaching(Goal.prepare());

        assertThat(one.world.shares.account("centralus").children("sales", ShareChild.DATA_SETS))
                .extracting(each -> each.name())
                .containsExactly("all");
        assertThat(one.gaps().get("not-clonable"))
                .contains("dataset bad")
                .contains("no counterpart of storage account unmapped");
    }

    @Test
    void failure07_conflicts_anExistingRoleIsFine_anAccountOfThatNameElsewhereIsNot() {
        Application one = provider();
        one.reaching(Goal.prepare());
        ArmResource there = one.world
                .shares
                .arm
                .resources()
                .get(SimulatedShares.id(SimulatedShares.PROVIDER, "centralus").path());
        one.world
                .shares
                .arm
                .resources()
                .put(new ArmResource(there.id(), "eastus2", there.body().with("location", "eastus2")));

        Plan plan = one.dr.plan(Goal.prepare());

        assertThat(plan.text()).contains("account-elsewhere").contains("choose another name or group");
        assertThat(plan.blockers()).isNotEmpty();
    }

    @Test
    void failure08_failedAccount_isNeverTakenForPresent() {
        Application one = provider();
        one.world
                .shares
                .arm
                .operations()
                .failNext(operation -> operation.name().equals("create-account"), "Failed", "InternalError");

        RunReport report = stopped(one, Goal.prepare());

        assertThat(report.text()).contains("delete it, then retry");
        one.dr.openRun().orElseThrow().abandon("test", "look again");
        assertThat(one.gaps().get("account-not-ready")).contains("delete it and create it anew");
    }

    @Test
    void failure09_roleNotPropagated_isWaitedForUpToThirtyMinutes_andThenTold() {
        Application one = provider();
        one.world.shares.service.rolesPropagateIn(Duration.ofMinutes(25));
        Instant began = one.world.clock().now();

        one.reaching(Goal.prepare());

        assertThat(Duration.between(began, one.world.clock().now())).isGreaterThan(Duration.ofMinutes(24));
        Application slow = new Application(new SharingWorld(Party.PROVIDER), folder.resolve("slow"));
        slow.world.shares.service.rolesPropagateIn(Duration.ofMinutes(45));
        assertThat(stopped(slow, Goal.prepare()).text()).contains("5006").contains("Missing permissions");
    }

    @Test
    void failure10_sqlUserMissing_onlyARehearsalFindsIt() {
        Application one = consumer();
        for (String region : List.of("eastus2", "centralus")) {
            one.world.shares.shareTable(region, List.of("id,sum", "1,10", "2,20"));
        }
        one.world.shares.service.withSqlUser(SimulatedShares.server("eastus2"), "shares-eastus2");
        one.world.shares.mapTable("eastus2", "coneast");
        one.world.shares.synchronizeByHand("eastus2");
        assertThat(one.world.files("coneast")).containsEntry("orders.csv", "id,sum\n1,10\n2,20\n");
        one.reaching(Goal.prepare());

        RunReport report = stopped(one, Goal.drillIn("centralus"));

        assertThat(report.text()).contains("Login failed for user");
        one.dr.openRun().orElseThrow().abandon("test", "the user is made");
        one.world.shares.service.withSqlUser(SimulatedShares.server("centralus"), "shares-centralus");
        one.reaching(Goal.endDrill());
        one.reaching(Goal.drillIn("centralus"));
        assertThat(one.world.shares.files("concentral", "dr-rehearsal"))
                .containsEntry("sales/orders/orders.csv", "id,sum\n1,10\n2,20\n");
    }

    @Test
    void failure11_invitations_notForMe_expired_guestsAndAliases() {
        Application one = new Application(new SharingWorld(Party.CONSUMER), folder);
        one.world.shares.sharingWith("centralus", "pricentral", "alias@partner.example");
        assertThat(one.gaps().get("no-standby"))
                .as("an alias is not what one signs in with")
                .contains("no invitation to a stand-in may be accepted");

        one.world.shares.invite(
                "centralus", "sales", "expired", SimulatedShares.EMAIL, Optional.of("2026-11-20T10:00:00Z"));
        assertThat(one.gaps()).containsKey("no-standby");
        one.reaching(Goal.prepare());

        one.world.shares.invite("centralus", "sales", "good", SimulatedShares.EMAIL, Optional.empty());
        one.reaching(Goal.prepare());
        assertThat(one.gaps()).doesNotContainKey("no-standby");
    }

    @Test
    void failure12_dataSetMadeAnewByTheProvider_isMappedAgain() {
        Application one = consumer();
        one.reaching(Goal.prepare());
        one.world.shares.remake("centralus", "all", container("centralus", "pricentral"));
        assertThat(one.gaps().get("not-mapped")).contains("all");

        one.reaching(Goal.prepare());

        assertThat(one.world
                        .shares
                        .subscriber("centralus")
                        .child("sales", SubscriptionChild.MAPPINGS, "all")
                        .orElseThrow()
                        .property("dataSetMappingStatus"))
                .hasValue("Ok");
    }

    @Test
    void failure13_scheduleChangedByTheProvider_isToldAndTakenAnew() {
        Application one = consumer();
        one.reaching(Goal.prepare());
        one.world
                .shares
                .account("eastus2")
                .putChild("sales", ShareChild.SCHEDULES, "daily", SimulatedShares.schedule("2026-11-21T05:00:00Z"));
        assertThat(one.gaps().get("schedule-broken")).contains("SourceSynchronizationSettingDeleted");
        one.world
                .shares
                .account("centralus")
                .putChild("sales", ShareChild.SCHEDULES, "daily", SimulatedShares.schedule("2026-11-21T05:00:00Z"));

        one.reaching(Goal.failOverTo("centralus"));

        assertThat(one.world
                        .shares
                        .subscriber("centralus")
                        .child("sales", SubscriptionChild.TRIGGERS, "daily")
                        .orElseThrow()
                        .property("synchronizationTime"))
                .hasValue("2026-11-21T05:00:00Z");
    }

    @Test
    void failure14_twoSchedules_areToldAndReprotectLeavesOne() {
        Application one = consumer();
        one.reaching(Goal.prepare());
        one.world.shares.scheduleByHand("centralus");

        assertThat(one.gaps()).containsKey("two-schedules");
        one.reaching(Goal.reprotect());

        assertThat(one.gaps()).doesNotContainKey("two-schedules");
        assertThat(one.world.shares.subscriber("eastus2").children("sales", SubscriptionChild.TRIGGERS))
                .as("the one in use stays")
                .hasSize(1);
    }

    @Test
    void failure15_snapshotAlreadyRunning_isWaitedForAndNotDoubled() {
        SharingWorld world = new SharingWorld(Party.CONSUMER)
                .sharingFromBoth()
                .with(ConsumerPolicy.ofDefaults().withSnapshotAtFailover());
        Application one = new Application(world, folder);
        one.reaching(Goal.prepare());
        Plan plan = one.dr.plan(Goal.failOverTo("centralus"));
        world.clock().advance(Duration.ofSeconds(1));
        world.shares.subscriber("centralus").synchronize("sales", "Incremental");

        RunReport report = one.dr.run(plan.approvedBy("ann").because("test"));

        assertThat(report.result().isReached()).as(report.text()).isTrue();
        assertThat(world.shares.subscriber("centralus").synchronizations("sales"))
                .hasSize(1);
        assertThat(world.files("concentral")).isEqualTo(world.files("pricentral"));
    }

    @Test
    void failure16_quotaReached_stopsTheStepThatMeetsIt_andIsForeseenFromThenOn() {
        Application one = provider();
        dataSet(one, "eastus2", "second", container("eastus2", "prieast"));
        one.world.shares.service.limit("accounts/shares/dataSets", 1);

        RunReport report = stopped(one, Goal.prepare());

        assertThat(report.text()).contains("QuotaExceeded");
        one.dr.openRun().orElseThrow().abandon("test", "see readiness");
        assertThat(one.gaps().get("quota-exceeded"))
                .contains("share sales needs 2 dataSets on centralus (B), where 1 fit");
    }

    @Test
    void failure17_termsChanged_needANewConsent() {
        Application one = consumer();
        one.world
                .shares
                .account("centralus")
                .putShare(
                        "sales",
                        JsonObject.parse("{\"properties\":{\"description\":\"d\",\"terms\":\"other\","
                                + "\"shareKind\":\"CopyBased\"}}"));

        Plan plan = one.dr.plan(Goal.prepare());

        assertThat(plan.text())
                .contains("no invitation to a stand-in may be accepted")
                .contains("other terms");
        assertThat(one.gaps().get("no-standby")).contains("other terms than those approved");
    }

    @Test
    void failure18_sharedInPlace_needsAClusterOfTheConsumerInTheOtherRegion() {
        Application one = consumer();
        one.world.shares.shareInPlace("eastus2");
        one.world.shares.shareInPlace("centralus");
        one.world.shares.subscribeInPlace("eastus2");

        one.reaching(Goal.prepare());

        assertThat(one.gaps().get("target-unmapped")).contains("no counterpart of Data Explorer cluster");
        assertThat(one.world.shares.subscriber("centralus").children("sales", SubscriptionChild.MAPPINGS))
                .as("the rest goes on")
                .hasSize(1);
    }

    @Test
    void failure19_dataNotThere_isToldByWhatCopiesIt_orByACheck() {
        SharingWorld world = new SharingWorld(Party.PROVIDER);
        Application one = new Application(
                world,
                folder,
                List.of(
                        ProtectedWorkload.of("lake", new CopiedStore(world.clock())),
                        ProtectedWorkload.of("shares", world.provider(), ProtectOption.after("lake"))));
        one.reaching(Goal.prepare());
        assertThat(one.gaps().get("source-behind")).contains("workload lake").contains("no complete pass");
        one.reaching(Goal.replicate());
        assertThat(one.gaps()).doesNotContainKey("source-behind");
        world.clock().advance(Duration.ofMinutes(31));
        assertThat(one.gaps().get("source-behind")).contains("complete up to");

        SharingWorld other = new SharingWorld(Party.PROVIDER);
        Application checking = new Application(
                other,
                folder.resolve("checking"),
                List.of(ProtectedWorkload.of(
                        "shares", other.provider().checkingSources((share, dataSet, kind, where) -> where.text(
                                        "storageAccountName")
                                .filter("pricentral"::equals)
                                .map(store -> Instant.EPOCH)))));
        checking.reaching(Goal.prepare());
        assertThat(checking.gaps().get("source-behind"))
                .contains("dataset sales/all")
                .contains("not there");
    }

    @Test
    void failure21_drift_whatWasDeletedOnThePrimaryIsProposedAndNeverDeleted() {
        Application one = provider();
        one.reaching(Goal.prepare());
        one.world
                .shares
                .account("centralus")
                .putChild("sales", ShareChild.DATA_SETS, "old", container("centralus", "pricentral"));
        long before = one.lastCall();

        one.reaching(Goal.replicate());

        assertThat(one.gaps().get("only-on-secondary")).contains("dataset old").contains("delete it there");
        assertThat(one.writes(before)).noneMatch(call -> call.startsWith("DELETE"));
    }

    @Test
    void failure22_addresses_areInNoPlanReportOrReadiness() {
        Application one = provider();
        Plan plan = one.dr.plan(Goal.prepare());
        RunReport report = one.reaching(Goal.prepare());

        assertThat(plan.json()
                        + plan.text()
                        + report.text()
                        + one.dr.readiness().text()
                        + one.dr.status().text())
                .doesNotContain("@partner")
                .doesNotContain("@provider");
    }

    @Test
    void failure24_whatIsNotKnownSurvivesAndIsTold() {
        Application one = provider();
        String id = SimulatedShares.id(SimulatedShares.PROVIDER, "eastus2").path() + "/shares/sales/dataSets/future";
        one.world
                .shares
                .arm
                .resources()
                .put(new ArmResource(
                        id,
                        "eastus2",
                        Json.object().with("id", id).with("name", "future").with("kind", "Hologram")));

        one.reaching(Goal.prepare());

        assertThat(one.gaps().get("not-clonable")).contains("Hologram");
        assertThat(one.world.provider().observe(Side.A).inventory().orElse("")).contains("Hologram");
    }

    @Test
    void guestWhoseAddressIsNotActivatedSeesNoInvitation() {
        Application one = consumer();
        one.world.shares.consumerIsAGuest();
        assertThat(one.gaps()).containsKey("no-standby");

        one.world.shares.guestProvesItsAddress();
        one.reaching(Goal.prepare());

        assertThat(one.gaps()).doesNotContainKey("no-standby");
    }
}
