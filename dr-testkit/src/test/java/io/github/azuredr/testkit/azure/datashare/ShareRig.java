package io.github.azuredr.testkit.azure.datashare;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimRequest;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimTokens;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import io.github.azuredr.testkit.azure.storage.SimStorage;
import io.github.azuredr.testkit.time.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** A provider in one tenant and a consumer in another, each with a group per region, and a driver for their calls. */
final class ShareRig {
    static final String CONSUMER_SUBSCRIPTION = "99999999-2222-3333-4444-555555555555";
    static final String PROVIDER_GROUP = "/subscriptions/" + SimulatedAzure.SUBSCRIPTION + "/resourceGroups/";
    static final String CONSUMER_GROUP = "/subscriptions/" + CONSUMER_SUBSCRIPTION + "/resourceGroups/";
    static final String CONSUMER = "partner";
    static final String EMAIL = "ana@partner.example";
    static final String READER = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
    static final String CONTRIBUTOR = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";
    static final String TIME = "2026-11-20T02:00:00Z";

    final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
    final SimulatedAzure azure;
    final ResourceManager arm;
    final DataShareProvider shares;

    ShareRig() {
        AtomicReference<DataShareProvider> provider = new AtomicReference<>();
        azure = SimulatedAzure.inMemory(clock)
                .with(a -> new ResourceManager(a)
                        .withSubscription(CONSUMER_SUBSCRIPTION, CONSUMER)
                        .with(arm -> {
                            provider.set(new DataShareProvider(arm));
                            return provider.get();
                        }))
                .with(SimStorage::in);
        arm = azure.service(ResourceManager.class);
        shares = provider.get().signingIn(CONSUMER, SimTokens.principalOf(CONSUMER), EMAIL);
        for (String region : List.of("eastus2", "centralus")) {
            arm.createGroup("pro-" + region, region);
            asConsumer("PUT", CONSUMER_GROUP + "con-" + region + "?api-version=2021-04-01", location(region));
        }
        String register = "/providers/Microsoft.DataShare/register?api-version=2021-04-01";
        asProvider("POST", "/subscriptions/" + SimulatedAzure.SUBSCRIPTION + register, "");
        asConsumer("POST", "/subscriptions/" + CONSUMER_SUBSCRIPTION + register, "");
        clock.advance(Duration.ofMinutes(5));
        asConsumer("GET", CONSUMER_GROUP + "con-eastus2?api-version=2021-04-01", "");
    }

    SimResponse asProvider(String method, String url, String body) {
        return call(SimulatedAzure.TENANT, method, url, body);
    }

    SimResponse asConsumer(String method, String url, String body) {
        return call(CONSUMER, method, url, body);
    }

    SimResponse call(String tenant, String method, String url, String body) {
        String token = azure.tokens().issue(tenant, SimTokens.principalOf(tenant), "https://management.azure.com");
        return send(
                method, url.startsWith("https:") ? url : "https://management.azure.com" + url, token, body, Map.of());
    }

    SimResponse blob(String method, String account, String path, String body) {
        String token = azure.tokens()
                .issue(
                        SimulatedAzure.TENANT,
                        SimTokens.principalOf(SimulatedAzure.TENANT),
                        "https://storage.azure.com");
        Map<String, String> headers = method.equals("PUT")
                ? Map.of(
                        "x-ms-version",
                        "2023-11-03",
                        "x-ms-blob-type",
                        "BlockBlob",
                        "Content-Length",
                        Integer.toString(body.length()))
                : Map.of("x-ms-version", "2023-11-03");
        return send(method, "https://" + account + ".blob.core.windows.net/" + path, token, body, headers);
    }

    private SimResponse send(String method, String url, String token, String body, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Authorization", "Bearer " + token);
        headers.putIfAbsent("Content-Type", "application/json");
        try {
            return azure.exchange(new SimRequest(method, URI.create(url), headers, body.getBytes(UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A storage account with one container. */
    void storage(String tenant, String group, String region, String name, String container) {
        call(
                tenant,
                "PUT",
                group + "/providers/Microsoft.Storage/storageAccounts/" + name + "?api-version=2023-05-01",
                "{\"location\":\"" + region + "\",\"kind\":\"StorageV2\",\"sku\":{\"name\":\"Standard_LRS\"}}");
        clock.advance(Duration.ofMinutes(1));
        call(
                tenant,
                "GET",
                group + "/providers/Microsoft.Storage/storageAccounts/" + name + "?api-version=2023-05-01",
                "");
        blob("PUT", name, container + "?restype=container", "");
    }

    /** A ready Data Share account; returns its id. */
    String account(String tenant, String group, String region, String name) {
        String id = group + "/providers/Microsoft.DataShare/accounts/" + name;
        call(
                tenant,
                "PUT",
                url(id),
                "{\"location\":\"" + region + "\",\"tags\":{},\"identity\":{\"type\":\"SystemAssigned\"}}");
        clock.advance(Duration.ofMinutes(1));
        return id;
    }

    /** Gives an account's identity a role on a storage account and lets it propagate. */
    void grant(String tenant, String accountId, String storeId, String role) {
        String principal = json(call(tenant, "GET", url(accountId), ""))
                .text("identity.principalId")
                .orElseThrow();
        String subscription = storeId.split("/", -1)[2];
        call(
                tenant,
                "PUT",
                storeId + "/providers/Microsoft.Authorization/roleAssignments/"
                        + Shelf.issue(storeId + role + principal) + "?api-version=2022-04-01",
                "{\"properties\":{\"roleDefinitionId\":\"/subscriptions/" + subscription
                        + "/providers/Microsoft.Authorization/roleDefinitions/" + role + "\",\"principalId\":\""
                        + principal + "\",\"principalType\":\"ServicePrincipal\"}}");
    }

    static String storeId(String group, String name) {
        return group + "/providers/Microsoft.Storage/storageAccounts/" + name;
    }

    static String url(String id) {
        return id + "?api-version=2021-08-01";
    }

    static String location(String region) {
        return "{\"location\":\"" + region + "\"}";
    }

    static Json json(SimResponse answer) {
        return Json.parse(answer.text()).orElseThrow(() -> new AssertionError(answer + " " + answer.text()));
    }

    /** Status and error code. */
    static String refusal(SimResponse answer) {
        return answer.status() + " " + json(answer).text("error.code").orElse("without code");
    }

    static String container(String group, String store, String name) {
        return "{\"kind\":\"Container\",\"properties\":{\"containerName\":\"" + name + "\"," + store(group, store)
                + "}}";
    }

    static String store(String group, String store) {
        String[] parts = group.split("/", -1);
        return "\"storageAccountName\":\"" + store + "\",\"resourceGroup\":\"" + parts[4] + "\",\"subscriptionId\":\""
                + parts[2] + "\"";
    }

    static String schedule(String time) {
        return "{\"kind\":\"ScheduleBased\",\"properties\":{\"recurrenceInterval\":\"Day\",\"synchronizationTime\":\""
                + time + "\"}}";
    }
}
