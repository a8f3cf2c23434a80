package io.github.azuredr.testkit.azure;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One answer of the simulated Azure.
 *
 * @param status the HTTP status
 * @param headers header values by name; look-ups ignore case
 * @param body the bytes answered, empty when there are none
 */
public record SimResponse(int status, Map<String, String> headers, byte[] body) {

    /** Copies the headers into a case-insensitive map. */
    public SimResponse {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = copy;
    }

    /** An answer without a body. */
    public static SimResponse of(int status) {
        return new SimResponse(status, Map.of(), new byte[0]);
    }

    /** An answer with a JSON body. */
    public static SimResponse json(int status, String json) {
        return new SimResponse(
                status,
                Map.of("Content-Type", "application/json; charset=utf-8"),
                json.getBytes(StandardCharsets.UTF_8));
    }

    /** This answer with one more header. */
    public SimResponse with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new SimResponse(status, more, body);
    }

    /** The header's value, whatever its case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "HTTP " + status + " (" + body.length + " bytes)";
    }
}
