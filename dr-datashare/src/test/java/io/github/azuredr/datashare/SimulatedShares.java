package io.github.azuredr.datashare;

import io.github.azuredr.azure.AzureAccess;
import io.github.azuredr.datashare.azure.ArmDataShareAccount;
import io.github.azuredr.datashare.azure.ArmDataShareSubscriber;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.port.AddressBook;
import io.github.azuredr.datashare.port.DataShareAccount;
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
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import io.github.azuredr.testkit.azure.datashare.DataShareProvider;
import io.github.azuredr.testkit.azure.storage.SimStorage;
import io.github.azuredr.testkit.time.ManualClock;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A provider and a consumer in two tenants and two regions of a simulated Azure, through the module's own ports. */
public final class SimulatedShares {
    public static final String PROVIDER = SimulatedAzure.SUBSCRIPTION;
    public static final String CONSUMER = "99999999-2222-3333-4444-555555555555";
    public static final String EMAIL = "ana@partner.example";
    public static final String PROVIDER_EMAIL = "sam@provider.example";
    public static final String TIME = "2026-11-20T02:00:00Z";

    public final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
    public final SimulatedAzure azure;
    public final ResourceManager arm;
    public final DataShareProvider service;
    public final AzureAccess provider;
    public final AzureAccess consumer;

    public SimulatedShares() {
        AtomicReference<DataShareProvider> shares = new AtomicReference<>();
        azure = SimulatedAzure.inMemory(clock)
                .with(a -> new ResourceManager(a)
                        .withSubscription(CONSUMER, "partner")
                        .with(manager -> {
                            shares.set(new DataShareProvider(manager));
                            return shares.get();
                        }))
                .with(SimStorage::in);
        arm = azure.service(ResourceManager.class);
        service = shares.get()
                .signingIn("partner", SimTokens.principalOf("partner"), EMAIL)
                .signingIn(SimulatedAzure.TENANT, SimTokens.principalOf(SimulatedAzure.TENANT), PROVIDER_EMAIL);
        provider = access(SimulatedAzure.TENANT, PROVIDER);
        consumer = access("partner", CONSUMER);
        for (String region : List.of("eastus2", "centralus")) {
            call("PUT", group(PROVIDER, region) + "?api-version=2021-04-01", location(region), SimulatedAzure.TENANT);
            call("PUT", group(CONSUMER, region) + "?api-version=2021-04-01", location(region), "partner");
        }
        everyHour();
    }

    /** The service's own clockwork: schedules fire although nobody calls. */
    private void everyHour() {
        clock.after(Duration.ofHours(1), () -> {
            service.runSchedules();
            everyHour();
        });
    }

    /** The files of a container by path, each with its content. */
    public SortedMap<String, String> files(String store, String container) {
        SortedMap<String, String> files = new TreeMap<>();
        String list = blob("GET", store, container + "?restype=container&comp=list", "");
        Matcher names = Pattern.compile("<Name>([^<]+)</Name>").matcher(list);
        while (names.find()) {
            files.put(names.group(1), blob("GET", store, container + "/" + names.group(1), ""));
        }
        return files;
    }

    /** The provider deletes a dataset and makes it anew, under another id. */
    public void remake(String region, String name, JsonObject body) {
        clock.advance(Duration.ofMinutes(1));
        call(
                "DELETE",
                id(PROVIDER, region).path() + "/shares/sales/dataSets/" + name + "?api-version=2021-08-01",
                "",
                SimulatedAzure.TENANT);
        account(region).putChild("sales", ShareChild.DATA_SETS, name, body);
    }

    /** A SQL server of the provider. */
    public static String server(String region) {
        return group(PROVIDER, region) + "/providers/Microsoft.Sql/servers/sql-" + region;
    }

    /** A table in the share. */
    public void shareTable(String region, List<String> rows) {
        service.withRows(server(region), "shop.dbo.orders", rows);
        account(region)
                .putChild(
                        "sales",
                        ShareChild.DATA_SETS,
                        "orders",
                        JsonObject.parse("{\"kind\":\"SqlDBTable\",\"properties\":{\"databaseName\":\"shop\","
                                + "\"schemaName\":\"dbo\",\"tableName\":\"orders\",\"sqlServerResourceId\":\""
                                + server(region) + "\"}}"));
    }

    /** The consumer wants the table as a file. */
    public void mapTable(String region, String store) {
        String id = subscriber(region).sourceDataSets("sales").stream()
                .filter(one -> one.property("dataSetName").equals(Optional.of("orders")))
                .flatMap(one -> one.property("dataSetId").stream())
                .findFirst()
                .orElseThrow();
        subscriber(region)
                .putChild(
                        "sales",
                        SubscriptionChild.MAPPINGS,
                        "orders",
                        container(CONSUMER, region, store, "sales")
                                .with("kind", "Blob")
                                .with("properties.filePath", "orders.csv")
                                .with("properties.outputType", "Csv")
                                .with("properties.dataSetId", id));
    }

    /** A share in place, of a cluster, to which the consumer is invited. */
    public void shareInPlace(String region) {
        DataShareAccount port = account(region);
        port.putShare("live", JsonObject.parse("{\"properties\":{\"terms\":\"t\",\"shareKind\":\"InPlace\"}}"));
        port.putChild(
                "live",
                ShareChild.DATA_SETS,
                "clicks",
                JsonObject.empty()
                        .with("kind", "KustoCluster")
                        .with(
                                "properties.kustoClusterResourceId",
                                group(PROVIDER, region) + "/providers/Microsoft.Kusto/clusters/pro" + region));
        invite(region, "live", "ana", EMAIL, Optional.empty());
    }

    /** The consumer takes it into a cluster of its own. */
    public void subscribeInPlace(String region) {
        DataShareSubscriber here = subscriber(region);
        Named invitation = here.invitations().stream()
                .filter(one -> one.property("location").equals(Optional.of(region))
                        && one.property("shareName").equals(Optional.of("live")))
                .findFirst()
                .orElseThrow();
        here.subscribe(
                "live",
                JsonObject.empty()
                        .with(
                                "properties.invitationId",
                                invitation.property("invitationId").orElseThrow())
                        .with("properties.sourceShareLocation", region));
        here.putChild(
                "live",
                SubscriptionChild.MAPPINGS,
                "clicks",
                JsonObject.empty()
                        .with("kind", "KustoCluster")
                        .with(
                                "properties.kustoClusterResourceId",
                                group(CONSUMER, region) + "/providers/Microsoft.Kusto/clusters/con" + region)
                        .with(
                                "properties.dataSetId",
                                here.sourceDataSets("live")
                                        .get(0)
                                        .property("dataSetId")
                                        .orElseThrow()));
    }

    /** The consumer's principal is a guest of its tenant. */
    public void consumerIsAGuest() {
        service.signingInAsGuest("partner", SimTokens.principalOf("partner"), EMAIL);
    }

    /** The guest registers its address and types in the code from its mail. */
    public void guestProvesItsAddress() {
        String where = "/providers/Microsoft.DataShare/locations/eastus2/";
        call("POST", where + "registerEmail?api-version=2021-08-01", "", "partner");
        String code = service.activationCode("partner", SimTokens.principalOf("partner"))
                .orElseThrow();
        call(
                "POST",
                where + "activateEmail?api-version=2021-08-01",
                "{\"activationCode\":\"" + code + "\"}",
                "partner");
    }

    /** A resource group turns out to live elsewhere. */
    public void moveGroup(String subscription, String name, String region) {
        String id = "/subscriptions/" + subscription + "/resourceGroups/" + name;
        arm.resources()
                .put(new ArmResource(id, region, arm.resources().get(id).body().with("location", region)));
    }

    /** A consumer's account by hand, over a store that is there. */
    public void consumerReady(String region, String store) {
        ArmDataShareSubscriber port = subscriber(region);
        port.register(CONSUMER);
        clock.advance(Duration.ofMinutes(1));
        port.createAccount(JsonObject.parse(
                "{\"location\":\"" + region + "\",\"tags\":{},\"identity\":{\"type\":\"SystemAssigned\"}}"));
        clock.advance(Duration.ofMinutes(1));
        String principal = port.account()
                .flatMap(one -> one.body().text("identity.principalId"))
                .orElseThrow();
        port.assign(
                new RoleAssignment(storeId(CONSUMER, region, store), RoleAssignment.BLOB_DATA_CONTRIBUTOR, principal));
        clock.advance(Duration.ofMinutes(5));
    }

    /** What people do outside this library: a consumer takes every invitation from a region and maps it whole. */
    public void subscribeByHand(String region, String store) {
        DataShareSubscriber here = subscriber(region);
        Named invitation = here.invitations().stream()
                .filter(one -> one.property("location").equals(Optional.of(region)))
                .findFirst()
                .orElseThrow();
        here.subscribe(
                "sales",
                JsonObject.empty()
                        .with(
                                "properties.invitationId",
                                invitation.property("invitationId").orElseThrow())
                        .with("properties.sourceShareLocation", region));
        String dataSet =
                here.sourceDataSets("sales").get(0).property("dataSetId").orElseThrow();
        here.putChild(
                "sales",
                SubscriptionChild.MAPPINGS,
                "all",
                container(CONSUMER, region, store, "sales").with("properties.dataSetId", dataSet));
    }

    /** Consents to the provider's schedule. */
    public void scheduleByHand(String region) {
        JsonObject source = subscriber(region).sourceSchedules("sales").get(0);
        subscriber(region)
                .putChild(
                        "sales",
                        SubscriptionChild.TRIGGERS,
                        "daily",
                        JsonObject.empty()
                                .with("kind", "ScheduleBased")
                                .with(
                                        "properties",
                                        source.at("properties")
                                                .orElseThrow()
                                                .with("synchronizationMode", "Incremental")));
        clock.advance(Duration.ofMinutes(1));
        // The service ends what is due when it is next called.
        subscriber(region).children("sales", SubscriptionChild.TRIGGERS);
    }

    /** Takes a snapshot and waits for it. */
    public void synchronizeByHand(String region) {
        subscriber(region).synchronize("sales", "Incremental");
        clock.advance(Duration.ofMinutes(1));
        subscriber(region).synchronizations("sales");
    }

    /** A port to the provider's account of a region. */
    public DataShareAccount account(String region) {
        return account(region, AddressBook.none());
    }

    /** A port that knows consumers. */
    public DataShareAccount account(String region, AddressBook consumers) {
        return new ArmDataShareAccount(provider, id(PROVIDER, region), consumers);
    }

    /** A port to the consumer's account of a region. */
    public ArmDataShareSubscriber subscriber(String region) {
        return new ArmDataShareSubscriber(consumer, id(CONSUMER, region));
    }

    public static AccountId id(String subscription, String region) {
        return new AccountId(subscription, "rg-" + region, "shares-" + region);
    }

    /** Registers the namespace and creates an account, ready to use, whose identity may use the storage account. */
    public DataShareAccount ready(String subscription, String region, String store, String role) {
        DataShareAccount port = new ArmDataShareAccount(
                subscription.equals(PROVIDER) ? provider : consumer, id(subscription, region), AddressBook.none());
        port.register(subscription);
        clock.advance(Duration.ofMinutes(1));
        port.createAccount(JsonObject.parse(
                "{\"location\":\"" + region + "\",\"tags\":{},\"identity\":{\"type\":\"SystemAssigned\"}}"));
        clock.advance(Duration.ofMinutes(1));
        storage(subscription, region, store);
        port.assign(new RoleAssignment(storeId(subscription, region, store), role, principal(port)));
        clock.advance(Duration.ofMinutes(5));
        return port;
    }

    /** A share with a container, a schedule and an invitation to the consumer. */
    public DataShareAccount sharing(String region, String store) {
        return sharingWith(region, store, EMAIL);
    }

    /** The same, inviting another address. */
    public DataShareAccount sharingWith(String region, String store, String email) {
        DataShareAccount port = ready(PROVIDER, region, store, RoleAssignment.BLOB_DATA_READER);
        port.putShare(
                "sales",
                JsonObject.parse(
                        "{\"properties\":{\"description\":\"d\",\"terms\":\"t\",\"shareKind\":\"CopyBased\"}}"));
        port.putChild("sales", ShareChild.DATA_SETS, "all", container(PROVIDER, region, store, "sales"));
        port.putChild("sales", ShareChild.SCHEDULES, "daily", schedule(TIME));
        invite(region, "sales", "ana", email, Optional.empty());
        return port;
    }

    /** An invitation of the provider's. */
    public void invite(String region, String share, String name, String email, Optional<String> expires) {
        account(region)
                .putChild(
                        share,
                        ShareChild.INVITATIONS,
                        name,
                        JsonObject.empty()
                                .with("properties.targetEmail", email)
                                .withOptional("properties.expirationDate", expires));
    }

    public static String principal(DataShareAccount port) {
        return port.account()
                .flatMap(one -> one.body().text("identity.principalId"))
                .orElseThrow();
    }

    /** A storage account with the container sales. */
    public void storage(String subscription, String region, String name) {
        String tenant = subscription.equals(PROVIDER) ? SimulatedAzure.TENANT : "partner";
        String url = storeId(subscription, region, name) + "?api-version=2023-05-01";
        call(
                "PUT",
                url,
                "{\"location\":\"" + region + "\",\"kind\":\"StorageV2\",\"sku\":{\"name\":\"Standard_LRS\"}}",
                tenant);
        clock.advance(Duration.ofMinutes(1));
        call("GET", url, "", tenant);
        blob("PUT", name, "sales?restype=container", "");
    }

    public static String storeId(String subscription, String region, String name) {
        return group(subscription, region) + "/providers/Microsoft.Storage/storageAccounts/" + name;
    }

    public static JsonObject container(String subscription, String region, String store, String container) {
        return JsonObject.parse("{\"kind\":\"Container\",\"properties\":{\"containerName\":\"" + container
                + "\",\"storageAccountName\":\"" + store + "\",\"resourceGroup\":\"rg-" + region
                + "\",\"subscriptionId\":\"" + subscription + "\"}}");
    }

    public static JsonObject schedule(String time) {
        return JsonObject.parse("{\"kind\":\"ScheduleBased\",\"properties\":{\"recurrenceInterval\":\"Day\","
                + "\"synchronizationTime\":\"" + time + "\"}}");
    }

    public String blob(String method, String store, String path, String body) {
        Map<String, String> headers = new HashMap<>(Map.of("x-ms-version", "2023-11-03"));
        if (method.equals("PUT")) {
            headers.put("x-ms-blob-type", "BlockBlob");
            headers.put("Content-Length", Integer.toString(body.length()));
        }
        return send(
                        method,
                        "https://" + store + ".blob.core.windows.net/" + path,
                        body,
                        headers,
                        azure.tokens()
                                .issue(
                                        SimulatedAzure.TENANT,
                                        SimTokens.principalOf(SimulatedAzure.TENANT),
                                        "https://storage.azure.com"))
                .text();
    }

    private void call(String method, String url, String body, String tenant) {
        String token = azure.tokens().issue(tenant, SimTokens.principalOf(tenant), "https://management.azure.com");
        send(method, "https://management.azure.com" + url, body, Map.of("Content-Type", "application/json"), token);
    }

    private SimResponse send(String method, String url, String body, Map<String, String> more, String token) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Authorization", "Bearer " + token);
        try {
            return azure.exchange(
                    new SimRequest(method, URI.create(url), headers, body.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AzureAccess access(String tenant, String subscription) {
        return AzureAccess.builder()
                .credential(azure.credential(tenant))
                .subscription(subscription)
                .httpClient(azure.httpClient())
                .time(clock)
                .withoutRateLimit()
                .build();
    }

    private static String group(String subscription, String region) {
        return "/subscriptions/" + subscription + "/resourceGroups/rg-" + region;
    }

    private static String location(String region) {
        return "{\"location\":\"" + region + "\"}";
    }
}
