package io.github.azuredr.examples;

import static io.github.azuredr.ProtectOption.after;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.DisasterRecoveryBuilder;
import io.github.azuredr.datashare.DataShareRecovery;
import io.github.azuredr.datashare.consumer.AllowedShare;
import io.github.azuredr.datashare.consumer.ConsumerPolicy;
import io.github.azuredr.datashare.consumer.InvitationGate;
import io.github.azuredr.datashare.invite.Consumer;
import io.github.azuredr.datashare.invite.ConsumerAddress;
import io.github.azuredr.datashare.invite.ConsumerRegistry;
import io.github.azuredr.datashare.invite.ConsumerStance;
import io.github.azuredr.datashare.mapping.StoreMapping;
import io.github.azuredr.datashare.resource.SubscriptionChild;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import java.util.List;

/** A provider and its consumer, who both move: what was shared arrives on, by one schedule, in stores that never mix. */
final class ShareScene implements Scene {
    private static final String A = TwoRegions.PRIMARY;
    private static final String B = TwoRegions.SECONDARY;

    private final ShareWorld world;
    private final Narrator tell;

    ShareScene(TwoRegions regions, Narrator tell) {
        this.world = new ShareWorld(regions);
        this.tell = tell;
    }

    @Override
    public DisasterRecoveryBuilder protect(DisasterRecoveryBuilder builder) {
        ConsumerRegistry registry = ConsumerRegistry.of(
                Consumer.of("ana", ConsumerAddress.email(ShareWorld.CONSUMER_EMAIL), ConsumerStance.INVITE_NOW));
        InvitationGate gate =
                new InvitationGate(List.of(AllowedShare.withTerms(ShareWorld.PROVIDER_EMAIL, "sales", "fair use")));
        return builder.protect(
                        "shares",
                        DataShareRecovery.provider(
                                world.provider,
                                world.provider(A),
                                world.provider(B),
                                stores(SimulatedAzure.TENANT),
                                registry))
                .protect(
                        "received",
                        DataShareRecovery.consumer(
                                        world.consumer, world.consumer(A), world.consumer(B), stores("partner"), gate)
                                .with(ConsumerPolicy.ofDefaults().withSnapshotAtFailover()),
                        after("shares"));
    }

    private static StoreMapping stores(String tenant) {
        return StoreMapping.builder()
                .resourceGroup("share-" + A, "share-" + B)
                .storageAccount(ShareWorld.storeName(tenant, A), ShareWorld.storeName(tenant, B))
                .build();
    }

    @Override
    public void begin() {
        world.write(A, "2026/q3.csv", "region,sum\nwest,30\n");
        world.write(A, "2026/q4.csv", "region,sum\nwest,40\neast,41\n");
        world.replicate(A, B);
        world.share(A);
        world.subscribe(A);
        tell.check(
                "the consumer has received what the provider shares",
                world.received(A).equals(world.shared(A)));
    }

    @Override
    public void replicated(DisasterRecovery dr) {
        // The provider's preparation has sent the invitation to the second account; the consumer's now accepts it.
        dr.prepare().orThrow();
        tell.check(
                "the consumer holds an idle subscription in " + B,
                schedules(B) == 0
                        && world.subscriber(B).subscription("sales").isPresent()
                        && world.received(B).isEmpty());
    }

    @Override
    public void writeLate() {
        world.write(A, "2026/q5.csv", "region,sum\nwest,50\n");
        world.replicate(A, B);
    }

    @Override
    public void planned(Plan plan) {
        tell.check("no address is in the plan", !plan.json().contains("@"));
    }

    @Override
    public void failedOver(DisasterRecovery dr, RunReport report) {
        tell.check(
                "the consumer has received from " + B + ", byte for byte, the file of the last minutes included",
                world.received(B).equals(world.shared(B)) && world.received(B).containsKey("2026/q5.csv"));
        tell.check("its schedule runs there", schedules(B) == 1);
    }

    @Override
    public void returned(DisasterRecovery dr) {
        tell.check("the schedule of " + A + " ended as soon as it answered", schedules(A) == 0);
    }

    @Override
    public void reprotected(DisasterRecovery dr, RunReport report) {
        tell.check("one schedule runs, in " + B, schedules(A) == 0 && schedules(B) == 1);
    }

    @Override
    public void writeBeforeFailback() {
        world.write(B, "2026/q6.csv", "region,sum\nwest,60\n");
        world.replicate(B, A);
    }

    @Override
    public void failedBack(DisasterRecovery dr, RunReport report) {
        tell.check("one schedule runs, at home", schedules(A) == 1 && schedules(B) == 0);
        tell.check(
                "everything shared was received at home",
                world.received(A).equals(world.shared(A)) && world.received(A).containsKey("2026/q6.csv"));
    }

    private int schedules(String region) {
        return world.subscriber(region)
                .children("sales", SubscriptionChild.TRIGGERS)
                .size();
    }
}
