package io.github.azuredr.datashare.provider;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.resource.Named;

/** Whether what was sent can be read back. */
final class Sent {
    private Sent() {}

    /** The kind, and every property that was sent, is what the service shows. */
    static boolean isIn(JsonObject body, Named found) {
        JsonObject sent = body.at("properties").orElseGet(JsonObject::empty);
        JsonObject shown =
                found.body().at("properties").orElseGet(JsonObject::empty).only(sent.names());
        return body.text("kind").map(kind -> kind.equals(found.kind())).orElse(true) && sent.equals(shown);
    }
}
