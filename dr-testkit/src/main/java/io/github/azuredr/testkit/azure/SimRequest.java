package io.github.azuredr.testkit.azure;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request as Azure would receive it.
 *
 * @param method upper-case HTTP method
 * @param url the Azure URL (never a loopback one), still percent-encoded
 * @param headers header values by name; look-ups ignore case
 * @param body the bytes sent, empty when there were none
 */
public record SimRequest(String method, URI url, Map<String, String> headers, byte[] body) {

    /** Copies the headers into a case-insensitive map. */
    public SimRequest {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = copy;
        method = method.toUpperCase(Locale.ROOT);
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
        return method + " " + url.getScheme() + "://" + url.getAuthority() + url.getPath();
    }
}
