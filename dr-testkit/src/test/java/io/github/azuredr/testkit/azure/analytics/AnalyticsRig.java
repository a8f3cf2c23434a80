package io.github.azuredr.testkit.azure.analytics;

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
import java.util.Map;
import java.util.UUID;

/** An Azure with one analytics account in each of two regions, and a way to call them. */
final class AnalyticsRig {
    static final String VERSION = "api-version=2016-11-01";
    static final String STRANGER = "99999999-2222-3333-4444-555555555555";

    final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
    final SimulatedAzure azure = SimulatedAzure.inMemory(clock);
    final SimAnalytics analytics = new SimAnalytics(azure);
    private int jobs;

    AnalyticsRig() {
        azure.with(analytics);
        azure.with(a ->
                new ResourceManager(a).withSubscription(STRANGER, "stranger").with(AnalyticsProvider::new));
        azure.with(SimStorage::in);
        analytics.createStore("storeeast", "eastus2").createAccount("lakeeast", "eastus2", "storeeast");
        analytics.createStore("storecentral", "centralus").createAccount("lakecentral", "centralus", "storecentral");
    }

    SimResponse call(String method, String url, String body) {
        String audience =
                url.startsWith("https://management") ? "https://management.azure.com" : "https://datalake.azure.net/";
        String tenant = url.contains(STRANGER) ? "stranger" : SimulatedAzure.TENANT;
        String token = azure.tokens().issue(tenant, SimTokens.principalOf(tenant), audience);
        return send(
                method,
                url,
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                body.getBytes(UTF_8));
    }

    /** Creates a container in a storage account. */
    void container(String account, String name) {
        String token = azure.tokens()
                .issue(
                        SimulatedAzure.TENANT,
                        SimTokens.principalOf(SimulatedAzure.TENANT),
                        "https://storage.azure.com");
        send(
                "PUT",
                "https://" + account + ".blob.core.windows.net/" + name + "?restype=container",
                Map.of("Authorization", "Bearer " + token, "x-ms-version", "2020-10-02", "Content-Length", "0"),
                new byte[0]);
    }

    SimResponse send(String method, String url, Map<String, String> headers, byte[] body) {
        try {
            return azure.exchange(new SimRequest(method, URI.create(url), headers, body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SimResponse get(String account, String path) {
        String joint = path.contains("?") ? "&" : "?";
        return call("GET", host(account) + path + joint + VERSION, "");
    }

    Json json(String account, String path) {
        return Json.parse(get(account, path).text()).orElseThrow();
    }

    static String host(String account) {
        return "https://" + account + ".azuredatalakeanalytics.net";
    }

    static String body(String name, String script) {
        return Json.object()
                .with("type", "USql")
                .with("name", name)
                .with("properties.type", "USql")
                .with("properties.script", script)
                .toString();
    }

    /** Runs a script to its end. */
    Json run(String account, String script) {
        String id = new UUID(1, ++jobs).toString();
        String url = host(account) + "/Jobs/" + id + "?" + VERSION;
        SimResponse submitted = call("PUT", url, body("job " + jobs, script));
        if (submitted.status() != 200) {
            throw new IllegalStateException(submitted.text());
        }
        for (int look = 0; look < 5; look++) {
            Json job = Json.parse(call("GET", url, "").text()).orElseThrow();
            if (job.text("state").orElseThrow().equals("Ended")) {
                return job;
            }
        }
        throw new IllegalStateException("The job does not end");
    }

    /** Runs a script that must succeed. */
    void succeed(String account, String script) {
        Json job = run(account, script);
        if (!job.text("result").orElseThrow().equals("Succeeded")) {
            throw new IllegalStateException(job.list("errorMessage").toString());
        }
    }

    /** The id of the error a script fails with. */
    String fail(String account, String script) {
        Json job = run(account, script);
        return job.list("errorMessage").get(0).text("errorId").orElseThrow();
    }
}
