package io.github.azuredr.testkit.azure.streamanalytics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimRequest;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimTokens;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import io.github.azuredr.testkit.time.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** One subscription with a group per region, a hub and a server in each, and a driver for calls on jobs. */
final class JobRig {
    static final String GROUPS = "/subscriptions/" + SimulatedAzure.SUBSCRIPTION + "/resourceGroups/rg-";

    final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
    final SimulatedAzure azure;
    final ResourceManager arm;
    final StreamAnalyticsProvider jobs;

    JobRig() {
        AtomicReference<StreamAnalyticsProvider> provider = new AtomicReference<>();
        azure = SimulatedAzure.inMemory(clock).with(a -> new ResourceManager(a)
                .with(arm -> {
                    provider.set(new StreamAnalyticsProvider(arm));
                    return provider.get();
                })
                .with(InsightsProvider::new));
        arm = azure.service(ResourceManager.class).register("Microsoft.StreamAnalytics");
        jobs = provider.get();
        for (String region : List.of("eastus2", "centralus")) {
            arm.createGroup("rg-" + region, region);
            jobs.store(hub(region), region, "key-" + region)
                    .store(GROUPS + region + "/providers/Microsoft.Sql/servers/sql-" + region, region, "pw-" + region);
        }
    }

    static String hub(String region) {
        return GROUPS + region + "/providers/Microsoft.EventHub/namespaces/hub-" + region;
    }

    static String job(String region) {
        return "/subscriptions/" + SimulatedAzure.SUBSCRIPTION + "/resourcegroups/rg-" + region
                + "/providers/Microsoft.StreamAnalytics/streamingjobs/clicks";
    }

    static String version(String id) {
        return id + "?api-version=2020-03-01";
    }

    /** A whole job with its secrets. */
    static Json body(String region) {
        return Json.parse("""
                {"location":"LOC","tags":{},"properties":{"sku":{"name":"Standard"},"compatibilityLevel":"1.2",
                "inputs":[{"name":"hub","properties":{"type":"Stream","datasource":{"type":"Microsoft.ServiceBus/EventHub",
                "properties":{"serviceBusNamespace":"hub-LOC","eventHubName":"clicks","consumerGroupName":"asa",
                "sharedAccessPolicyName":"listen","sharedAccessPolicyKey":"key-LOC"}},
                "serialization":{"type":"Json","properties":{"encoding":"UTF8"}}}}],
                "outputs":[{"name":"db","properties":{"datasource":{"type":"Microsoft.Sql/Server/Database",
                "properties":{"server":"sql-LOC","database":"clicks","table":"clicks","user":"asa","password":"pw-LOC"}}}}],
                "functions":[],
                "transformation":{"name":"query","properties":{"streamingUnits":3,"query":"SELECT * INTO db FROM hub"}}}}
                """.replace("LOC", region)).orElseThrow();
    }

    /** A job that was created, at rest. */
    JobRig created(String region) {
        SimResponse answer = put(version(job(region)), body(region));
        if (answer.status() != 200) {
            throw new AssertionError(answer.text());
        }
        return this;
    }

    /** A job that runs since a minute. */
    JobRig running(String region) {
        created(region);
        start(region, "{\"outputStartMode\":\"JobStartTime\"}");
        clock.advance(Duration.ofMinutes(1));
        state(region);
        clock.advance(Duration.ofMinutes(1));
        return this;
    }

    SimResponse start(String region, String body) {
        return call("POST", version(job(region) + "/start"), body, Map.of());
    }

    String state(String region) {
        return json(get(version(job(region)))).text("properties.jobState").orElse("none");
    }

    SimResponse get(String url) {
        return call("GET", url, "", Map.of());
    }

    SimResponse put(String url, Json body) {
        return call("PUT", url, body.toString(), Map.of());
    }

    SimResponse call(String method, String url, String body, Map<String, String> more) {
        String token = azure.tokens()
                .issue(
                        SimulatedAzure.TENANT,
                        SimTokens.principalOf(SimulatedAzure.TENANT),
                        "https://management.azure.com");
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Authorization", "Bearer " + token);
        headers.put("Content-Type", "application/json");
        String full = url.startsWith("https:") ? url : "https://management.azure.com" + url;
        try {
            return azure.exchange(new SimRequest(method, URI.create(full), headers, body.getBytes(UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Json json(SimResponse answer) {
        return Json.parse(answer.text()).orElseThrow(() -> new AssertionError(answer + " " + answer.text()));
    }

    /** Status and error code. */
    static String refusal(SimResponse answer) {
        return answer.status() + " " + json(answer).text("error.code").orElse("without code");
    }
}
