package io.github.azuredr.datashare.resource;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.error.RecoveryException;
import java.util.Optional;

/**
 * One resource as the service answered it.
 *
 * @param name its name; the service sometimes answers null where the name belongs
 * @param body all it answered
 */
public record Named(String name, JsonObject body) {

    /** Refuses a blank name. */
    public Named {
        if (name.isBlank()) {
            throw new RecoveryException("Named.name is blank.", "give the resource's name.");
        }
    }

    /** A resource with the name it says, or else the last segment of its id: ids are only ever read that far. */
    public static Named of(JsonObject body) {
        String name = body.text("name")
                .or(() -> body.text("id").map(id -> id.substring(id.lastIndexOf('/') + 1)))
                .orElseThrow(() -> new RecoveryException(
                        "A Data Share resource was answered without name and id.",
                        "read it again; if it lasts, report it to the service's support."));
        return new Named(name, body);
    }

    /** A string of its properties. */
    public Optional<String> property(String name) {
        return body.text("properties." + name);
    }

    /** Its kind; empty for what has none. */
    public String kind() {
        return body.text("kind").orElse("");
    }

    /** Only the name: the body may be personal. */
    @Override
    public String toString() {
        return name;
    }
}
