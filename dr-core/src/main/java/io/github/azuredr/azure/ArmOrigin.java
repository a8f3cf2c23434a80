package io.github.azuredr.azure;

import io.github.azuredr.error.RecoveryException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The one https origin that may see the token: builds addresses on it and tells its own links from foreign ones. */
final class ArmOrigin {
    private static final String ILLEGAL_IN_LINKS = " \"<>\\^`{|}";

    private final URI endpoint;

    ArmOrigin(URI endpoint) {
        this.endpoint = requireSafe(endpoint);
    }

    /** Refuses an address to which a bearer token must not be sent. */
    static URI requireSafe(URI endpoint) {
        if (!"https".equalsIgnoreCase(endpoint.getScheme())) {
            throw new RecoveryException(
                    "armEndpoint " + Redaction.url(endpoint.toString())
                            + " is not https: a bearer token would travel in clear.",
                    "give an https address; for a stand-in on this machine give an HttpClient that sends to it.");
        }
        boolean bare = endpoint.getRawPath() == null
                || endpoint.getRawPath().isEmpty()
                || endpoint.getRawPath().equals("/");
        if (endpoint.getHost() == null
                || endpoint.getRawUserInfo() != null
                || endpoint.getRawQuery() != null
                || endpoint.getRawFragment() != null
                || !bare) {
            throw new RecoveryException(
                    "armEndpoint " + Redaction.url(endpoint.toString()) + " is more than https://host[:port].",
                    "leave out user, path and query.");
        }
        return URI.create("https://" + endpoint.getRawAuthority());
    }

    /** The address of a resource; the path is raw, its illegal characters are escaped here. */
    URI resource(String path, Map<String, String> query) {
        String parameters = query.entrySet().stream()
                .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
                .collect(Collectors.joining("&"));
        try {
            String escaped = new URI(null, null, path, null).toASCIIString();
            return URI.create(endpoint + escaped + "?" + parameters);
        } catch (URISyntaxException impossible) {
            throw new RecoveryException("The resource path cannot be an address.", "correct the path.", impossible);
        }
    }

    /** The absolute form of a link that an answer gave, when it stays on this origin. */
    Optional<URI> own(String link) {
        URI parsed;
        try {
            parsed = endpoint.resolve("/").resolve(new URI(escapeIllegal(link)));
        } catch (URISyntaxException | IllegalArgumentException unreadable) {
            // The exception quotes the whole link, signature and all, so it is not passed on.
            return Optional.empty();
        }
        boolean same = "https".equalsIgnoreCase(parsed.getScheme())
                && endpoint.getHost().equalsIgnoreCase(parsed.getHost())
                && port(endpoint) == port(parsed)
                && parsed.getRawUserInfo() == null;
        return same ? Optional.of(parsed) : Optional.empty();
    }

    /** The host, for messages. */
    String host() {
        return endpoint.getHost().toLowerCase(Locale.ROOT);
    }

    private static int port(URI uri) {
        return uri.getPort() == -1 ? 443 : uri.getPort();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%24", "$");
    }

    private static String escapeIllegal(String link) {
        StringBuilder escaped = new StringBuilder(link.length());
        for (char each : link.trim().toCharArray()) {
            if (ILLEGAL_IN_LINKS.indexOf(each) >= 0) {
                escaped.append('%').append(String.format(Locale.ROOT, "%02X", (int) each));
            } else {
                escaped.append(each);
            }
        }
        return escaped.toString();
    }
}
