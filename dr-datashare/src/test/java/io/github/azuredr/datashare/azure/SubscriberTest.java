package io.github.azuredr.datashare.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.azure.ArmException;
import io.github.azuredr.datashare.SimulatedShares;
import io.github.azuredr.datashare.consumer.AllowedShare;
import io.github.azuredr.datashare.consumer.InvitationGate;
import io.github.azuredr.datashare.consumer.InvitationJudgement;
import io.github.azuredr.datashare.consumer.MappingTransfer;
import io.github.azuredr.datashare.consumer.SourceDataSet;
import io.github.azuredr.datashare.consumer.TakenSchedule;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.mapping.StoreMapping;
import io.github.azuredr.datashare.port.DataShareSubscriber;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.RoleAssignment;
import io.github.azuredr.datashare.resource.SubscriptionChild;
import io.github.azuredr.pair.Region;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A consumer in both regions: accepted by rule, mapped by name, idle until it takes over the schedule. */
class SubscriberTest {
    private final SimulatedShares shares = new SimulatedShares();
    private final InvitationGate gate =
            new InvitationGate(List.of(AllowedShare.withTerms(SimulatedShares.PROVIDER_EMAIL, "sales", "t")));

    /** Accepts the invitation that came from a region. */
    private DataShareSubscriber accepting(String region, String store) {
        shares.ready(SimulatedShares.CONSUMER, region, store, RoleAssignment.BLOB_DATA_CONTRIBUTOR);
        DataShareSubscriber port = shares.subscriber(region);
        List<InvitationJudgement> judged = port.invitations().stream()
                .map(one -> gate.judge(one, Region.of(region), shares.clock.now()))
                .toList();
        judged.stream()
                .filter(InvitationJudgement.Accept.class::isInstance)
                .map(InvitationJudgement.Accept.class::cast)
                .forEach(one -> port.subscribe(one.share(), one.body()));
        assertThat(port.subscription("sales")).as("%s", judged).isPresent();
        return port;
    }

    private static List<SourceDataSet> sources(DataShareSubscriber port) {
        return port.sourceDataSets("sales").stream().map(SourceDataSet::of).toList();
    }

    private void map(DataShareSubscriber port, String region, String store) {
        port.putChild(
                "sales",
                SubscriptionChild.MAPPINGS,
                "all",
                SimulatedShares.container(SimulatedShares.CONSUMER, region, store, "sales")
                        .with("properties.dataSetId", sources(port).get(0).id()));
    }

    @Test
    void idleSubscriptionIsMappedByNameAndSwitchedOnWhenTheFirstRegionIsLost() {
        shares.sharing("eastus2", "prieast");
        shares.sharing("centralus", "pricentral");
        shares.blob("PUT", "pricentral", "sales/a.csv", "bytes");
        DataShareSubscriber here = accepting("eastus2", "coneast");
        map(here, "eastus2", "coneast");
        DataShareSubscriber there = accepting("centralus", "concentral");
        MappingTransfer transfer = MappingTransfer.of(
                here.children("sales", SubscriptionChild.MAPPINGS),
                sources(here),
                sources(there),
                StoreMapping.builder()
                        .resourceGroup("rg-eastus2", "rg-centralus")
                        .storageAccount("coneast", "concentral")
                        .build());
        assertThat(transfer.findings()).isEmpty();
        transfer.mappings().forEach(one -> there.putChild("sales", SubscriptionChild.MAPPINGS, one.name(), one.body()));
        assertThat(there.children("sales", SubscriptionChild.TRIGGERS))
                .as("idle")
                .isEmpty();

        shares.azure.region("eastus2").goDark();
        TakenSchedule schedule =
                TakenSchedule.of(there.sourceSchedules("sales")).orElseThrow();
        there.putChild("sales", SubscriptionChild.TRIGGERS, "daily", schedule.trigger());
        String run = there.synchronize("sales", "FullSync");
        shares.clock.advance(Duration.ofMinutes(5));

        Named trigger =
                there.child("sales", SubscriptionChild.TRIGGERS, "daily").orElseThrow();
        assertThat(schedule.isFollowedBy(trigger)).isTrue();
        assertThat(there.synchronizations("sales"))
                .filteredOn(one -> one.text("synchronizationId").orElse("").equals(run))
                .extracting(one -> one.text("status").orElse(""))
                .containsExactly("Succeeded");
        assertThat(there.details("sales", run)).hasSize(1);
        assertThat(shares.blob("GET", "concentral", "sales/a.csv", "")).isEqualTo("bytes");
        there.deleteChild("sales", SubscriptionChild.TRIGGERS, "daily");
        shares.clock.advance(Duration.ofMinutes(1));
        assertThat(there.child("sales", SubscriptionChild.TRIGGERS, "daily")).isEmpty();
    }

    @Test
    void invitationOfALostRegionIsNotListedAndThoseOfTheOtherAre() {
        shares.sharing("eastus2", "prieast");
        shares.sharing("centralus", "pricentral");
        shares.azure.region("eastus2").goDark();

        assertThat(shares.subscriber("centralus").invitations())
                .extracting(one -> one.property("location").orElse(""))
                .containsExactly("centralus");
    }

    @Test
    void usedInvitationIsNotFoundAgain() {
        shares.sharing("eastus2", "prieast");
        DataShareSubscriber port = accepting("eastus2", "coneast");
        Named used = port.invitations().get(0);
        JsonObject body = JsonObject.empty()
                .with("properties.invitationId", used.property("invitationId").orElseThrow())
                .with("properties.sourceShareLocation", "eastus2");

        assertThat(gate.judge(used, Region.of("eastus2"), shares.clock.now()))
                .isInstanceOfSatisfying(InvitationJudgement.Decline.class, no -> assertThat(no.rule())
                        .isEqualTo("not-pending"));
        assertThatThrownBy(() -> port.subscribe("second", body))
                .isInstanceOfSatisfying(
                        ArmException.class, no -> assertThat(no.isConflict()).isTrue());
        assertThat(port.subscriptions()).extracting(Named::name).containsExactly("sales");
    }
}
