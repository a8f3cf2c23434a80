package io.github.azuredr.azure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What Azure Resource Manager answered to a call it accepted.
 *
 * @param status HTTP status below 400
 * @param headers headers by name, case ignored
 * @param body the JSON, a missing node when the answer had none
 */
public record ArmResponse(int status, Map<String, String> headers, JsonNode body) {
    public ArmResponse {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = Collections.unmodifiableMap(anyCase);
    }

    /** One header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).filter(value -> !value.isBlank());
    }

    /** The ETag as it was sent (some services leave out the quotes), from the header or else from the body. */
    public Optional<String> etag() {
        return header("ETag").or(() -> text("/etag")).or(() -> text("/properties/etag"));
    }

    /** The text at a JSON pointer of the body, when there is one. */
    public Optional<String> text(String pointer) {
        JsonNode found = body.at(pointer);
        return found.isTextual() ? Optional.of(found.textValue()) : Optional.empty();
    }

    /** The id under which Azure's support finds the call. */
    public Optional<String> requestId() {
        return header("x-ms-request-id").or(() -> header("x-ms-correlation-request-id"));
    }

    /** Without headers and body: a poll address is signed, a body may hold keys. */
    @Override
    public String toString() {
        return "ArmResponse[status=" + status + ", requestId=" + requestId().orElse("none") + "]";
    }
}
