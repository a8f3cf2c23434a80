package io.github.azuredr.datalake.azure.analytics;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.azuredr.datalake.analytics.AnalyticsException;
import io.github.azuredr.datalake.analytics.AnalyticsFailure;
import io.github.azuredr.error.Redaction;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sends calls to one account's host and reads its answers. */
final class AccountHttp {
    private static final String VERSION = "api-version=2016-11-01";
    private static final int LONGEST_MESSAGE = 1_000;

    private final HttpPipeline pipeline;
    private final String account;
    private final URI endpoint;
    private final JsonMapper json = JsonMapper.builder().build();

    /**
     * Creates the sender.
     *
     * @param endpoint https address of the account's host, without path
     */
    AccountHttp(HttpPipeline pipeline, String account, URI endpoint) {
        if (!"https".equalsIgnoreCase(endpoint.getScheme()) || endpoint.getHost() == null) {
            throw new IllegalArgumentException(
                    "endpoint must be https with a host: " + endpoint + "; the token must not travel in clear");
        }
        this.pipeline = pipeline;
        this.account = account;
        this.endpoint = endpoint;
    }

    String account() {
        return account;
    }

    /** The address of a path whose segments are given decoded; a query is given encoded. */
    URI address(String query, String... segments) {
        String path = List.of(segments).stream().map(AccountHttp::encoded).collect(Collectors.joining("/"));
        String more = query.isEmpty() ? "" : query + "&";
        return URI.create("https://" + endpoint.getRawAuthority() + "/" + path + "?" + more + VERSION);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A link from an answer, checked to stay on this host; relative ones are resolved. */
    URI own(String link, URI list) {
        URI next;
        try {
            next = list.resolve(
                    URI.create(link.replace(" ", "%20").replace("<", "%3C").replace(">", "%3E")));
        } catch (IllegalArgumentException unreadable) {
            throw new AnalyticsException(
                    AnalyticsFailure.NOT_UNDERSTOOD,
                    "The list " + list.getPath() + " of " + account + " continues at something that is no address.",
                    null);
        }
        boolean same = "https".equalsIgnoreCase(next.getScheme())
                && endpoint.getHost().equalsIgnoreCase(next.getHost())
                && port(endpoint) == port(next)
                && next.getRawUserInfo() == null;
        if (!same) {
            throw new AnalyticsException(
                    AnalyticsFailure.NOT_UNDERSTOOD,
                    "The list " + list.getPath() + " of " + account + " continues on another host, " + next.getHost()
                            + "; the token would be sent there.",
                    null);
        }
        return next;
    }

    private static int port(URI uri) {
        return uri.getPort() < 0 ? 443 : uri.getPort();
    }

    JsonNode get(URI address) {
        JsonNode body = send(HttpMethod.GET, address, null);
        if (!body.isObject()) {
            throw notUnderstood(HttpMethod.GET, address, "the answer has no JSON object", null);
        }
        return body;
    }

    Optional<JsonNode> find(URI address) {
        try {
            return Optional.of(get(address));
        } catch (AnalyticsException failed) {
            if (failed.kind() == AnalyticsFailure.NOT_FOUND) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    JsonMapper json() {
        return json;
    }

    /** One send; the body of the answer, or a missing node when it has none. */
    JsonNode send(HttpMethod method, URI address, @Nullable JsonNode body) {
        try (HttpResponse response = pipeline.sendSync(request(method, address, body), Context.NONE)) {
            BinaryData answered = response.getBodyAsBinaryData();
            byte[] bytes = answered == null ? new byte[0] : answered.toBytes();
            int status = response.getStatusCode();
            if (status >= 300) {
                throw new AnalyticsException(kind(status), what(method, address) + words(status, bytes), null);
            }
            return bytes.length == 0 ? MissingNode.getInstance() : read(method, address, bytes);
        } catch (AnalyticsException known) {
            throw known;
        } catch (RuntimeException lost) {
            throw new AnalyticsException(
                    AnalyticsFailure.NO_ANSWER, what(method, address) + "there was no answer.", lost);
        }
    }

    private HttpRequest request(HttpMethod method, URI address, @Nullable JsonNode body) {
        try {
            HttpRequest request = new HttpRequest(method, address.toURL());
            request.setHeader(HttpHeaderName.ACCEPT, "application/json");
            if (body != null) {
                request.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json");
                request.setBody(body.toString().getBytes(StandardCharsets.UTF_8));
            } else if (method == HttpMethod.POST) {
                request.setHeader(HttpHeaderName.CONTENT_LENGTH, "0");
            }
            return request;
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException("no address: " + address.getPath(), impossible);
        }
    }

    private JsonNode read(HttpMethod method, URI address, byte[] bytes) {
        try {
            return json.readTree(bytes);
        } catch (IOException notJson) {
            throw notUnderstood(method, address, "the answer is no JSON", notJson);
        }
    }

    AnalyticsException notUnderstood(HttpMethod method, URI address, String why, @Nullable Throwable cause) {
        return new AnalyticsException(AnalyticsFailure.NOT_UNDERSTOOD, what(method, address) + why + ".", cause);
    }

    private String what(HttpMethod method, URI address) {
        return method + " " + address.getPath() + " of " + account + ": ";
    }

    private String words(int status, byte[] bytes) {
        String text = "HTTP " + status;
        try {
            JsonNode error = json.readTree(bytes).path("error");
            String code = error.path("code").asText("");
            String message = error.path("message").asText("");
            text += Redaction.of((code.isEmpty() ? "" : " " + code) + (message.isEmpty() ? "" : ", " + message));
        } catch (IOException notJson) {
            text += ", with " + bytes.length + " bytes that are no JSON";
        }
        return text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) : text + ".";
    }

    private static AnalyticsFailure kind(int status) {
        return switch (status) {
            case 401, 403 -> AnalyticsFailure.DENIED;
            case 404 -> AnalyticsFailure.NOT_FOUND;
            case 409, 412 -> AnalyticsFailure.CONFLICT;
            case 429, 503 -> AnalyticsFailure.BUSY;
            case 408, 500, 502, 504 -> AnalyticsFailure.NO_ANSWER;
            default -> AnalyticsFailure.REFUSED;
        };
    }

    /** The host of an account in the public cloud. */
    static URI publicEndpoint(String account) {
        return URI.create("https://" + account.toLowerCase(Locale.ROOT) + ".azuredatalakeanalytics.net");
    }
}
