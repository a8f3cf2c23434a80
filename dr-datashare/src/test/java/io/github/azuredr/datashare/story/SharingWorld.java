package io.github.azuredr.datashare.story;

import io.github.azuredr.ProtectOption;
import io.github.azuredr.datashare.SimulatedShares;
import io.github.azuredr.datashare.TwoSides;
import io.github.azuredr.datashare.consumer.AllowedShare;
import io.github.azuredr.datashare.consumer.ConsumerPolicy;
import io.github.azuredr.datashare.consumer.ConsumerRecovery;
import io.github.azuredr.datashare.consumer.InvitationGate;
import io.github.azuredr.datashare.invite.Consumer;
import io.github.azuredr.datashare.invite.ConsumerAddress;
import io.github.azuredr.datashare.invite.ConsumerRegistry;
import io.github.azuredr.datashare.invite.ConsumerStance;
import io.github.azuredr.datashare.mapping.StoreMapping;
import io.github.azuredr.datashare.port.DataShareAccount;
import io.github.azuredr.datashare.port.DataShareSubscriber;
import io.github.azuredr.datashare.provider.ProviderPolicy;
import io.github.azuredr.datashare.provider.ProviderRecovery;
import io.github.azuredr.datashare.resource.RoleAssignment;
import io.github.azuredr.pair.Side;
import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimCall;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.time.ManualClock;
import io.github.azuredr.testkit.walk.ProtectedWorkload;
import io.github.azuredr.testkit.walk.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A provider and a consumer, each with something in eastus2: two files are shared daily and were received once. In
 * centralus there are stores, with the provider's files in its own, and nothing else unless a story says so.
 */
public final class SharingWorld implements World {
    private static final Set<String> VOLATILE = Set.of(
            "dataSetId",
            "invitationId",
            "createdAt",
            "sentAt",
            "respondedAt",
            "expirationDate",
            "provisioningState",
            "sharedAt",
            "shareSubscriptionObjectId");

    /** Who is protected. */
    public enum Party {
        PROVIDER,
        CONSUMER
    }

    public final SimulatedShares shares = new SimulatedShares();
    private final TwoSides sides = new TwoSides(shares, pair());
    private final Set<Party> protecting;
    private final ConsumerRegistry registry;
    private ConsumerPolicy policy = ConsumerPolicy.ofDefaults();
    private ProviderPolicy providing = ProviderPolicy.ofDefaults();

    public SharingWorld(Party first, Party... more) {
        this(ConsumerStance.INVITE_NOW, first, more);
    }

    public SharingWorld(ConsumerStance stance, Party first, Party... more) {
        List<Party> all = new ArrayList<>(List.of(more));
        all.add(first);
        protecting = Set.copyOf(all);
        registry = ConsumerRegistry.of(Consumer.of("ana", ConsumerAddress.email(SimulatedShares.EMAIL), stance));
        shares.sharing("eastus2", "prieast");
        shares.storage(SimulatedShares.PROVIDER, "centralus", "pricentral");
        file("prieast", "2026/q3.csv", "id,sum\n1,30\n");
        file("prieast", "2026/q4.csv", "id,sum\n1,40\n2,41\n");
        replicate();
        shares.ready(SimulatedShares.CONSUMER, "eastus2", "coneast", RoleAssignment.BLOB_DATA_CONTRIBUTOR);
        shares.storage(SimulatedShares.CONSUMER, "centralus", "concentral");
        shares.subscribeByHand("eastus2", "coneast");
        shares.scheduleByHand("eastus2");
        shares.synchronizeByHand("eastus2");
    }

    /** The provider also shares from centralus already, and has sent the invitation: a consumer's story begins there. */
    public SharingWorld sharingFromBoth() {
        shares.sharing("centralus", "pricentral");
        return this;
    }

    public SharingWorld with(ConsumerPolicy another) {
        policy = another;
        return this;
    }

    public SharingWorld with(ProviderPolicy another) {
        providing = another;
        return this;
    }

    /** Puts a file into a store's container. */
    public void file(String store, String path, String content) {
        shares.blob("PUT", store, "sales/" + path, content);
    }

    /** The provider's stores hold the same bytes, by means of their own. */
    public void replicate() {
        shares.files("prieast", "sales").forEach((path, content) -> file("pricentral", path, content));
    }

    public SortedMap<String, String> files(String store) {
        return shares.files(store, "sales");
    }

    public ProviderRecovery provider() {
        return new ProviderRecovery(
                        sides.failingFast(Side.A, DataShareAccount.class, shares.account("eastus2", registry::target)),
                        sides.failingFast(
                                Side.B, DataShareAccount.class, shares.account("centralus", registry::target)),
                        StoreMapping.builder()
                                .resourceGroup("rg-eastus2", "rg-centralus")
                                .storageAccount("prieast", "pricentral")
                                .build(),
                        registry,
                        shares.clock)
                .with(providing);
    }

    public ConsumerRecovery consumer() {
        return new ConsumerRecovery(
                        sides.failingFast(Side.A, DataShareSubscriber.class, shares.subscriber("eastus2")),
                        sides.failingFast(Side.B, DataShareSubscriber.class, shares.subscriber("centralus")),
                        StoreMapping.builder()
                                .resourceGroup("rg-eastus2", "rg-centralus")
                                .storageAccount("coneast", "concentral")
                                .build(),
                        new InvitationGate(List.of(
                                AllowedShare.withTerms(SimulatedShares.PROVIDER_EMAIL, "sales", "t"),
                                AllowedShare.withTerms(SimulatedShares.PROVIDER_EMAIL, "live", "t"))),
                        shares.clock)
                .with(policy);
    }

    @Override
    public ManualClock clock() {
        return shares.clock;
    }

    @Override
    public List<ProtectedWorkload> workloads() {
        List<ProtectedWorkload> all = new ArrayList<>();
        if (protecting.contains(Party.PROVIDER)) {
            all.add(ProtectedWorkload.of("shares", provider()));
        }
        if (protecting.contains(Party.CONSUMER)) {
            all.add(
                    protecting.contains(Party.PROVIDER)
                            ? ProtectedWorkload.of("received", consumer(), ProtectOption.after("shares"))
                            : ProtectedWorkload.of("received", consumer()));
        }
        return all;
    }

    /** What both parties have, and every byte in the four stores. */
    @Override
    public String fingerprint() {
        List<String> lines = shares.arm.resources().within("/subscriptions").stream()
                .filter(one -> one.type().startsWith("Microsoft.DataShare/")
                        && !one.type().endsWith("synchronizationOperationResults"))
                .map(SharingWorld::line)
                .sorted()
                .collect(Collectors.toCollection(ArrayList::new));
        for (String store : List.of("prieast", "pricentral", "coneast", "concentral")) {
            boolean dark = shares.azure
                    .region(store.endsWith("east") ? "eastus2" : "centralus")
                    .isDark();
            for (String container : dark ? List.<String>of() : List.of("sales", "dr-rehearsal")) {
                shares.files(store, container)
                        .forEach((path, content) ->
                                lines.add(store + "/" + container + "/" + path + " " + content.replace("\n", "|")));
            }
        }
        return String.join("\n", lines);
    }

    private static String line(ArmResource resource) {
        Json properties = resource.body().at("properties").orElseGet(Json::object);
        for (String name : VOLATILE) {
            properties = properties.without(name);
        }
        String id = resource.id()
                .toLowerCase(Locale.ROOT)
                .replaceFirst(
                        "/subscriptions/1111[^/]*/resourcegroups/[^/]*/providers/microsoft.datashare/", "provider ")
                .replaceFirst(
                        "/subscriptions/9999[^/]*/resourcegroups/[^/]*/providers/microsoft.datashare/", "consumer ")
                .replaceAll("(providersharesubscriptions/).*", "$1*");
        return id + " " + resource.body().text("kind").orElse("") + " " + properties;
    }

    @Override
    public Map<String, Integer> effects() {
        Map<String, Integer> counts = new TreeMap<>();
        for (SimCall call : shares.azure.calls().effects().list()) {
            String path = call.url()
                    .toString()
                    .replaceAll("(roleAssignments/)[^?]*", "$1*")
                    // The service numbers subscriptions by when they were made, and a kill takes time.
                    .replaceAll("(providerShareSubscriptions/)[^/?]*", "$1*")
                    .replaceAll("\\?.*", "");
            String side = path.contains("central") ? "B" : "A";
            if (!call.method().equals("GET") && path.contains("Microsoft.DataShare")) {
                counts.merge(side + " " + call.method() + " " + path, 1, Integer::sum);
            }
        }
        return counts;
    }

    @Override
    public int calls(Side side) {
        return sides.calls(side);
    }

    @Override
    public void goDark(Side side) {
        sides.goDark(side);
    }

    @Override
    public void comeBack(Side side) {
        sides.comeBack(side);
    }

    /** Time passes until the hour after the next daily snapshot. */
    public void untilTheNextSnapshot() {
        Instant now = clock().now();
        Instant due = Instant.parse(SimulatedShares.TIME);
        while (!due.isAfter(now)) {
            due = due.plus(Duration.ofDays(1));
        }
        clock().advanceTo(due.plus(Duration.ofHours(1)));
    }
}
