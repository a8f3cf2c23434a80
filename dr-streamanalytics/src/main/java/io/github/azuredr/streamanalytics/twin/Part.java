package io.github.azuredr.streamanalytics.twin;

import io.github.azuredr.streamanalytics.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One input, output or function with a connection of its own.
 *
 * @param kind what it is
 * @param index its place among its kind in the definition
 * @param name its name
 * @param type the type of its connection as Azure spells it; empty when it has none
 */
public record Part(Kind kind, int index, String name, String type) {
    /** What a part is. */
    public enum Kind {
        INPUT("inputs", "/datasource"),
        OUTPUT("outputs", "/datasource"),
        FUNCTION("functions", "/properties/binding");

        private final String segment;
        private final String connection;

        Kind(String segment, String connection) {
            this.segment = segment;
            this.connection = connection;
        }

        /** The segment of its collection in a resource id and in a job. */
        public String segment() {
            return segment;
        }
    }

    /** As people say it: {@code input hub}. */
    public String label() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + name;
    }

    static List<Part> of(JsonTree job) {
        List<Part> parts = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<JsonTree> items = job.items("/properties/" + kind.segment);
            for (int i = 0; i < items.size(); i++) {
                parts.add(new Part(
                        kind,
                        i,
                        items.get(i).text("/name").orElse(""),
                        items.get(i)
                                .text("/properties" + kind.connection + "/type")
                                .orElse("")));
            }
        }
        return List.copyOf(parts);
    }

    /** Where it is in a definition. */
    String pointer() {
        return "/properties/" + kind.segment + "/" + index;
    }

    /** Where the properties of its connection are in a definition. */
    String connection() {
        return pointer() + "/properties" + kind.connection + "/properties";
    }

    /** How it signs in; a connection string unless it says otherwise. */
    String mode(JsonTree job) {
        Optional<String> nested = job.text(connection() + "/subscriber/properties/authenticationMode");
        return job.text(connection() + "/authenticationMode").or(() -> nested).orElse("ConnectionString");
    }
}
