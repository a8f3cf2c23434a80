package io.github.azuredr.datashare.mirror;

import io.github.azuredr.datashare.json.JsonObject;
import java.util.Optional;

/**
 * A request to Azure Resource Manager as it would be sent.
 *
 * @param method the HTTP method
 * @param path the path, without query
 * @param apiVersion the value of {@code api-version}
 * @param body the JSON, if any
 */
public record IntendedRequest(String method, String path, String apiVersion, Optional<JsonObject> body) {

    static IntendedRequest put(String path, JsonObject body) {
        return new IntendedRequest("PUT", path, "2021-08-01", Optional.of(body));
    }

    /** The whole URL in the public cloud. */
    public String url() {
        return "https://management.azure.com" + path + "?api-version=" + apiVersion;
    }
}
