package io.github.azuredr.examples;

import io.github.azuredr.azure.AzureAccess;
import io.github.azuredr.datashare.azure.ArmDataShareAccount;
import io.github.azuredr.datashare.azure.ArmDataShareSubscriber;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.port.AddressBook;
import io.github.azuredr.datashare.port.DataShareAccount;
import io.github.azuredr.datashare.port.DataShareGround;
import io.github.azuredr.datashare.port.DataShareSubscriber;
import io.github.azuredr.datashare.resource.AccountId;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.RoleAssignment;
import io.github.azuredr.datashare.resource.ShareChild;
import io.github.azuredr.datashare.resource.SubscriptionChild;
import io.github.azuredr.testkit.azure.SimRequest;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimTokens;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.azure.arm.OperationPace;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import io.github.azuredr.testkit.azure.datashare.DataShareProvider;
import io.github.azuredr.testkit.azure.storage.SimStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A provider and a consumer in two tenants, each with a storage account per region; what they do by hand, done here. */
final class ShareWorld {
    static final String CONSUMER_EMAIL = "ana@partner.example";
    static final String PROVIDER_EMAIL = "sam@provider.example";
    private static final String PARTNER = "partner";
    private static final String PARTNER_SUBSCRIPTION = "99999999-2222-3333-4444-555555555555";
    private static final List<String> REGIONS = List.of(TwoRegions.PRIMARY, TwoRegions.SECONDARY);

    private final SimulatedAzure azure;
    private final ResourceManager arm;
    final AzureAccess provider;
    final AzureAccess consumer;

    ShareWorld(TwoRegions world) {
        azure = world.azure();
        if (azure.find(SimStorage.class).isEmpty()) {
            azure.with(SimStorage::in);
        }
        if (azure.find(ResourceManager.class).isEmpty()) {
            azure.with(ResourceManager::new);
        }
        arm = azure.service(ResourceManager.class)
                .withSubscription(PARTNER_SUBSCRIPTION, PARTNER)
                .with(manager -> new DataShareProvider(manager)
                        .rolesPropagateIn(Duration.ZERO)
                        .signingIn(PARTNER, SimTokens.principalOf(PARTNER), CONSUMER_EMAIL)
                        .signingIn(
                                SimulatedAzure.TENANT, SimTokens.principalOf(SimulatedAzure.TENANT), PROVIDER_EMAIL));
        // Waiting is real in the main job: operations end when they are looked at.
        arm.operations().pace(new OperationPace(Duration.ZERO, 1, Optional.empty()));
        provider = access(SimulatedAzure.TENANT, SimulatedAzure.SUBSCRIPTION, world);
        consumer = access(PARTNER, PARTNER_SUBSCRIPTION, world);
        for (String region : REGIONS) {
            for (String tenant : List.of(SimulatedAzure.TENANT, PARTNER)) {
                call(tenant, "PUT", group(tenant, region) + "?api-version=2021-04-01", location(region));
                call(tenant, "PUT", store(tenant, region) + "?api-version=2023-05-01", storage(region));
                call(tenant, "GET", store(tenant, region) + "?api-version=2023-05-01", "");
                blob("PUT", storeName(tenant, region), "sales?restype=container", "");
            }
        }
    }

    /** The account of a party in a region, whether it exists or not. */
    AccountId provider(String region) {
        return new AccountId(SimulatedAzure.SUBSCRIPTION, "share-" + region, "shares-" + region);
    }

    AccountId consumer(String region) {
        return new AccountId(PARTNER_SUBSCRIPTION, "share-" + region, "shares-" + region);
    }

    /** Makes the provider share a container, daily, and invite the consumer. */
    void share(String region) {
        DataShareAccount port = new ArmDataShareAccount(provider, provider(region), AddressBook.none());
        account(port, SimulatedAzure.TENANT, region, RoleAssignment.BLOB_DATA_READER);
        port.putShare(
                "sales",
                JsonObject.parse("{\"properties\":{\"description\":\"sales\",\"terms\":\"fair use\","
                        + "\"shareKind\":\"CopyBased\"}}"));
        port.putChild("sales", ShareChild.DATA_SETS, "all", container(SimulatedAzure.TENANT, region));
        port.putChild(
                "sales",
                ShareChild.SCHEDULES,
                "daily",
                JsonObject.parse("{\"kind\":\"ScheduleBased\",\"properties\":{\"recurrenceInterval\":\"Day\","
                        + "\"synchronizationTime\":\"2026-01-01T02:00:00Z\"}}"));
        port.putChild(
                "sales",
                ShareChild.INVITATIONS,
                "ana",
                JsonObject.empty().with("properties.targetEmail", CONSUMER_EMAIL));
    }

    /** Makes the consumer accept, map, take a snapshot and follow the schedule. */
    void subscribe(String region) {
        DataShareSubscriber port = subscriber(region);
        account(port, PARTNER, region, RoleAssignment.BLOB_DATA_CONTRIBUTOR);
        Named invitation = port.invitations().get(0);
        port.subscribe(
                "sales",
                JsonObject.empty()
                        .with(
                                "properties.invitationId",
                                invitation.property("invitationId").orElseThrow())
                        .with("properties.sourceShareLocation", region));
        String dataSet =
                port.sourceDataSets("sales").get(0).property("dataSetId").orElseThrow();
        port.putChild(
                "sales",
                SubscriptionChild.MAPPINGS,
                "all",
                container(PARTNER, region).with("properties.dataSetId", dataSet));
        port.synchronize("sales", "Incremental");
        JsonObject schedule = port.sourceSchedules("sales").get(0);
        port.putChild(
                "sales",
                SubscriptionChild.TRIGGERS,
                "daily",
                schedule.with("kind", "ScheduleBased").with("properties.synchronizationMode", "Incremental"));
        port.children("sales", SubscriptionChild.TRIGGERS);
    }

    DataShareSubscriber subscriber(String region) {
        return new ArmDataShareSubscriber(consumer, consumer(region));
    }

    void write(String region, String path, String content) {
        blob("PUT", storeName(SimulatedAzure.TENANT, region), "sales/" + path, content);
    }

    /** The provider's store of the other region is kept up by means of its own, such as object replication. */
    void replicate(String from, String to) {
        shared(from).forEach((path, content) -> write(to, path, content));
    }

    SortedMap<String, String> shared(String region) {
        return files(storeName(SimulatedAzure.TENANT, region));
    }

    SortedMap<String, String> received(String region) {
        return files(storeName(PARTNER, region));
    }

    private void account(DataShareGround port, String tenant, String region, String role) {
        port.register(port.id().subscriptionId());
        port.registration(port.id().subscriptionId());
        port.createAccount(JsonObject.parse(
                "{\"location\":\"" + region + "\",\"tags\":{},\"identity\":{\"type\":\"SystemAssigned\"}}"));
        String identity = port.account()
                .flatMap(one -> one.body().text("identity.principalId"))
                .orElseThrow();
        port.assign(new RoleAssignment(store(tenant, region), role, identity));
    }

    static String storeName(String tenant, String region) {
        return (tenant.equals(PARTNER) ? "con" : "pro") + region;
    }

    private static JsonObject container(String tenant, String region) {
        return JsonObject.empty()
                .with("kind", "Container")
                .with("properties.containerName", "sales")
                .with("properties.storageAccountName", storeName(tenant, region))
                .with("properties.resourceGroup", "share-" + region)
                .with("properties.subscriptionId", subscription(tenant));
    }

    private SortedMap<String, String> files(String store) {
        SortedMap<String, String> files = new TreeMap<>();
        String list = blob("GET", store, "sales?restype=container&comp=list", "");
        Matcher names = Pattern.compile("<Name>([^<]+)</Name>").matcher(list);
        while (names.find()) {
            files.put(names.group(1), blob("GET", store, "sales/" + names.group(1), ""));
        }
        return files;
    }

    private String blob(String method, String store, String path, String body) {
        Map<String, String> headers = new HashMap<>(Map.of("x-ms-version", "2023-11-03"));
        if (method.equals("PUT")) {
            headers.put("x-ms-blob-type", "BlockBlob");
            headers.put("Content-Length", Integer.toString(body.length()));
        }
        String url = "https://" + store + ".blob.core.windows.net/" + path;
        return send(SimulatedAzure.TENANT, "https://storage.azure.com", method, url, body, headers);
    }

    private void call(String tenant, String method, String path, String body) {
        String url = "https://management.azure.com" + path;
        send(tenant, "https://management.azure.com", method, url, body, Map.of("Content-Type", "application/json"));
    }

    private String send(
            String tenant, String audience, String method, String url, String body, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Authorization", "Bearer " + azure.tokens().issue(tenant, SimTokens.principalOf(tenant), audience));
        try {
            SimResponse answer = azure.exchange(
                    new SimRequest(method, URI.create(url), headers, body.getBytes(StandardCharsets.UTF_8)));
            if (answer.status() >= 400) {
                throw new IllegalStateException(
                        method + " " + url + " was answered " + answer.status() + " " + answer.text());
            }
            return answer.text();
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    private AzureAccess access(String tenant, String subscription, TwoRegions world) {
        return AzureAccess.builder()
                .credential(azure.credential(tenant))
                .subscription(subscription)
                .httpClient(azure.httpClient())
                .time(world.time())
                .build();
    }

    private static String subscription(String tenant) {
        return tenant.equals(PARTNER) ? PARTNER_SUBSCRIPTION : SimulatedAzure.SUBSCRIPTION;
    }

    private static String group(String tenant, String region) {
        return "/subscriptions/" + subscription(tenant) + "/resourceGroups/share-" + region;
    }

    private static String store(String tenant, String region) {
        return group(tenant, region) + "/providers/Microsoft.Storage/storageAccounts/" + storeName(tenant, region);
    }

    private static String location(String region) {
        return "{\"location\":\"" + region + "\"}";
    }

    private static String storage(String region) {
        return "{\"location\":\"" + region + "\",\"kind\":\"StorageV2\",\"sku\":{\"name\":\"Standard_LRS\"}}";
    }
}
