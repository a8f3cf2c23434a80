package io.github.azuredr.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the error bodies Azure sends: the standard one, bare ones, OData's, and none at all. */
final class ArmErrors {
    private static final int MOST_DETAILS = 20;

    /** Code, words and details of one error. */
    record Words(String code, String message, List<ArmFailure.Detail> details) {}

    private ArmErrors() {}

    /**
     * The words of an error answer.
     *
     * @param body the body when it was JSON, a missing node otherwise
     * @param otherwise what to say when the body says nothing
     */
    static Words words(int status, JsonNode body, String otherwise) {
        JsonNode error = inside(body);
        String code = text(error, "code").or(() -> text(error, "Code")).orElse("Http" + status);
        String message = text(error, "message")
                .or(() -> text(error, "Message"))
                .or(() -> text(error.path("message"), "value"))
                .orElse(otherwise);
        List<ArmFailure.Detail> details = new ArrayList<>();
        for (JsonNode each : error.path("details")) {
            if (details.size() < MOST_DETAILS && each.isObject()) {
                details.add(new ArmFailure.Detail(
                        text(each, "code").orElse("none"),
                        Redaction.text(text(each, "target").orElse("")),
                        Redaction.text(text(each, "message").orElse(""))));
            }
        }
        return new Words(code, message, details);
    }

    private static JsonNode inside(JsonNode body) {
        for (String name : List.of("error", "Error", "odata.error")) {
            if (body.path(name).isObject()) {
                return body.path(name);
            }
        }
        return body.isObject() ? body : MissingNode.getInstance();
    }

    /** A field as text; services also send numbers as codes. */
    private static Optional<String> text(JsonNode node, String field) {
        JsonNode found = node.path(field);
        return found.isValueNode() && !found.isNull() && !found.asText().isBlank()
                ? Optional.of(found.asText())
                : Optional.empty();
    }
}
