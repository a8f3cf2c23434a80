package io.github.azuredr.testkit.azure.gen1;

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
import java.util.Map;
import java.util.TreeMap;

/** An Azure with the management plane of Gen1, and a way to call both planes as one caller. */
final class Gen1Rig {
    static final String VERSION = "api-version=2016-11-01";
    static final String ME = SimTokens.principalOf(SimulatedAzure.TENANT);

    final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
    final SimulatedAzure azure = SimulatedAzure.inMemory(clock);
    final ResourceManager arm = new ResourceManager(azure).with(StoreProvider::new);
    final SimGen1 gen1 = new SimGen1(azure);
    final String group;

    Gen1Rig() {
        azure.with(arm).with(gen1);
        group = arm.register(StoreProvider.NAMESPACE).createGroup("lakes", "eastus2");
    }

    SimResponse call(String method, String url, String body) {
        return call(method, url, body.getBytes(UTF_8), Map.of());
    }

    SimResponse call(String method, String url, byte[] body, Map<String, String> more) {
        String audience =
                url.startsWith("https://management") ? "https://management.azure.com" : "https://datalake.azure.net/";
        Map<String, String> headers = new TreeMap<>(more);
        headers.put("Authorization", "Bearer " + azure.tokens().issue(SimulatedAzure.TENANT, ME, audience));
        headers.putIfAbsent("Content-Type", "application/json");
        try {
            return azure.exchange(new SimRequest(method, URI.create(url), headers, body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SimResponse manage(String method, String path, String body) {
        String url = path.startsWith("https:")
                ? path
                : "https://management.azure.com" + (path.startsWith("/") ? path : group + "/providers/" + path);
        return call(method, url.contains("?") ? url : url + "?" + VERSION, body);
    }

    /** An account made through the management plane. */
    void create(String name, String region) {
        manage("PUT", StoreProvider.TYPE + "/" + name, "{\"location\":\"" + region + "\"}");
        for (int look = 0; look < 3; look++) {
            manage("GET", StoreProvider.TYPE + "/" + name, "");
        }
    }

    static Json json(SimResponse answer) {
        return Json.parse(answer.text()).orElseThrow(() -> new IllegalStateException(answer + ": " + answer.text()));
    }

    /** Status and code of a management refusal, as in {@code 409 ScopeLocked}. */
    static String refusal(SimResponse answer) {
        return answer.status() + " " + json(answer).text("error.code").orElse("without code");
    }
}
