package io.github.azuredr.azure;

import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.azuredr.error.RecoveryException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One call to Azure Resource Manager, as data.
 *
 * @param method the HTTP method
 * @param path raw resource path from {@code /} on, without a query; what must be escaped is escaped when it is sent
 * @param apiVersion value of {@code api-version}
 * @param query further query parameters, in order
 * @param body JSON to send, null for none
 * @param headers further headers such as {@code If-Match}
 * @param kind whether it may be repeated below the caller
 * @param timeout how long to wait for the answer; the HTTP client's own limit when empty
 */
public record ArmRequest(
        HttpMethod method,
        String path,
        String apiVersion,
        Map<String, String> query,
        @Nullable JsonNode body,
        Map<String, String> headers,
        Kind kind,
        Optional<Duration> timeout) {

    /** What repeating a call would mean. */
    public enum Kind {
        /** Changes nothing: repeated below the caller when the failure is passing. */
        READ,
        /** A PUT under a condition: a repeat cannot overwrite, so it is repeated too. */
        CONDITIONAL,
        /** Sent exactly once: whoever journals the attempt repeats it. */
        EFFECT
    }

    public ArmRequest {
        requirePath(path);
        if (apiVersion.isBlank()) {
            throw new RecoveryException("ArmRequest.apiVersion is blank for " + path + ".", "name the api-version.");
        }
        body = body == null ? null : body.deepCopy();
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = Collections.unmodifiableMap(anyCase);
        if (headers.containsKey("Authorization")) {
            throw new RecoveryException(
                    "ArmRequest.headers holds Authorization for " + path + ".",
                    "leave it out: the access sets it from its credential.");
        }
        boolean conditional = headers.containsKey("If-Match") || headers.containsKey("If-None-Match");
        if (kind == Kind.CONDITIONAL && (method != HttpMethod.PUT || !conditional)) {
            throw new RecoveryException(
                    "ArmRequest.kind is CONDITIONAL but " + method + " " + path + " is not a PUT with a condition.",
                    "add If-Match or If-None-Match, or leave it an EFFECT.");
        }
        if (timeout.isPresent() && (timeout.get().isNegative() || timeout.get().isZero())) {
            throw new RecoveryException(
                    "ArmRequest.timeout is not positive for " + path + ".", "give a real duration.");
        }
    }

    /** Reads a resource or a list. */
    public static ArmRequest get(String path, String apiVersion) {
        return of(HttpMethod.GET, path, apiVersion, null, Kind.READ);
    }

    /** Creates or replaces a resource; an effect. */
    public static ArmRequest put(String path, String apiVersion, JsonNode body) {
        return of(HttpMethod.PUT, path, apiVersion, body, Kind.EFFECT);
    }

    /** Changes a resource; an effect. */
    public static ArmRequest patch(String path, String apiVersion, JsonNode body) {
        return of(HttpMethod.PATCH, path, apiVersion, body, Kind.EFFECT);
    }

    /** Does something to a resource, without a body; an effect until {@link #asRead()}. */
    public static ArmRequest post(String path, String apiVersion) {
        return of(HttpMethod.POST, path, apiVersion, null, Kind.EFFECT);
    }

    /** Does something to a resource; an effect until {@link #asRead()}. */
    public static ArmRequest post(String path, String apiVersion, JsonNode body) {
        return of(HttpMethod.POST, path, apiVersion, body, Kind.EFFECT);
    }

    /** Deletes a resource; an effect. */
    public static ArmRequest delete(String path, String apiVersion) {
        return of(HttpMethod.DELETE, path, apiVersion, null, Kind.EFFECT);
    }

    /** A path from names; a name with a slash would be another resource and is refused. */
    public static String path(String... names) {
        for (String name : names) {
            if (name.isBlank() || name.indexOf('/') >= 0) {
                throw new RecoveryException(
                        "\"" + name + "\" cannot be one segment of a resource path in " + Arrays.toString(names) + ".",
                        "give a name that is not blank and has no slash.");
            }
        }
        return "/" + String.join("/", names);
    }

    /** The same call declared to change nothing, as the POST lists of Data Share. */
    public ArmRequest asRead() {
        if (method != HttpMethod.POST && method != HttpMethod.GET) {
            throw new RecoveryException(
                    method + " " + path + " cannot be declared a read.", "only a GET or a POST that lists is a read.");
        }
        return new ArmRequest(method, path, apiVersion, query, body, headers, Kind.READ, timeout);
    }

    /** Only when the resource still has this ETag; a PUT becomes repeatable below. The ETag is sent as it was given. */
    public ArmRequest ifMatch(String etag) {
        return header("If-Match", etag).conditional();
    }

    /** Only when there is no such resource; a PUT becomes repeatable below. */
    public ArmRequest ifAbsent() {
        return header("If-None-Match", "*").conditional();
    }

    /** With one more header. */
    public ArmRequest header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ArmRequest(method, path, apiVersion, query, body, more, kind, timeout);
    }

    /** With one more query parameter. */
    public ArmRequest query(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(name, value);
        return new ArmRequest(method, path, apiVersion, more, body, headers, kind, timeout);
    }

    /** With a limit on the wait for the answer, as a call to a global endpoint in a forced run needs. */
    public ArmRequest within(Duration limit) {
        return new ArmRequest(method, path, apiVersion, query, body, headers, kind, Optional.of(limit));
    }

    /** Without query, headers and body: those may hold secrets. */
    @Override
    public String toString() {
        return method + " " + path + " (" + apiVersion + ")";
    }

    private ArmRequest conditional() {
        Kind now = method == HttpMethod.PUT ? Kind.CONDITIONAL : kind;
        return new ArmRequest(method, path, apiVersion, query, body, headers, now, timeout);
    }

    private static ArmRequest of(
            HttpMethod method, String path, String apiVersion, @Nullable JsonNode body, Kind kind) {
        return new ArmRequest(method, path, apiVersion, Map.of(), body, Map.of(), kind, Optional.empty());
    }

    private static void requirePath(String path) {
        boolean climbs = Arrays.asList(path.split("/", -1)).contains("..");
        if (!path.startsWith("/")
                || path.contains("//")
                || climbs
                || path.indexOf('?') >= 0
                || path.indexOf('#') >= 0) {
            throw new RecoveryException(
                    "ArmRequest.path \"" + Redaction.url(path) + "\" is not a plain resource path.",
                    "start it with one slash, without .., ? and #; parameters go into query.");
        }
    }
}
