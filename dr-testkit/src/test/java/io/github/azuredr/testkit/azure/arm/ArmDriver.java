package io.github.azuredr.testkit.azure.arm;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimRequest;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimTokens;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;

/** Sends management calls as one signed-in caller. */
final class ArmDriver {
    static final String SUBSCRIPTION = "/subscriptions/" + SimulatedAzure.SUBSCRIPTION;

    private final SimulatedAzure azure;
    private final String token;

    private ArmDriver(SimulatedAzure azure, String token) {
        this.azure = azure;
        this.token = token;
    }

    static ArmDriver of(SimulatedAzure azure) {
        return of(azure, SimulatedAzure.TENANT);
    }

    static ArmDriver of(SimulatedAzure azure, String tenant) {
        return new ArmDriver(
                azure, azure.tokens().issue(tenant, SimTokens.principalOf(tenant), "https://management.azure.com"));
    }

    static ArmDriver withToken(SimulatedAzure azure, String token) {
        return new ArmDriver(azure, token);
    }

    SimResponse call(String method, String url, String body) {
        String full = url.startsWith("https:") ? url : "https://management.azure.com" + url;
        Map<String, String> headers = Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json");
        try {
            return azure.exchange(new SimRequest(method, URI.create(full), headers, body.getBytes(UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SimResponse get(String url) {
        return call("GET", url, "");
    }

    SimResponse put(String url, String body) {
        return call("PUT", url, body);
    }

    SimResponse post(String url, String body) {
        return call("POST", url, body);
    }

    SimResponse delete(String url) {
        return call("DELETE", url, "");
    }

    static Json json(SimResponse answer) {
        return Json.parse(answer.text()).orElseThrow();
    }

    /** Status and error code, as in {@code 409 ScopeLocked}. */
    static String refusal(SimResponse answer) {
        return answer.status() + " " + json(answer).text("error.code").orElse("without code");
    }
}
