package io.github.azuredr.testkit.azure.arm;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimRequest;
import io.github.azuredr.testkit.azure.SimTokens;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One management call on its way to a route.
 *
 * @param request what was sent
 * @param caller who sent it
 * @param parameters what the route's template bound, by parameter name
 */
public record ArmCall(SimRequest request, SimTokens.Caller caller, Map<String, String> parameters) {

    /** Copies the parameters. */
    public ArmCall {
        parameters = Map.copyOf(parameters);
    }

    /** What the template bound to this name. */
    public String parameter(String name) {
        return Optional.ofNullable(parameters.get(name))
                .orElseThrow(() -> new IllegalArgumentException(
                        "The route's template has no {" + name + "}; it has " + parameters.keySet()));
    }

    /** The resource id: the decoded path, without a slash at its end. */
    public String path() {
        return path(request);
    }

    /** A query parameter's value, decoded; names ignore case. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(query(request).get(name));
    }

    /** The HTTP method. */
    public String method() {
        return request.method();
    }

    /** Whether the call may change something. */
    public boolean writes() {
        return !method().equals("GET") && !method().equals("HEAD");
    }

    /** The body, which must be a JSON object. */
    public Json body() {
        return Json.parse(request.text())
                .orElseThrow(() -> ArmRefusal.badRequest(
                        "InvalidRequestContent",
                        "The request content was invalid and could not be deserialized: a JSON object is expected."));
    }

    static String path(SimRequest request) {
        String path = Optional.ofNullable(request.url().getPath()).orElse("");
        return path.endsWith("/") && path.length() > 1 ? path.substring(0, path.length() - 1) : path;
    }

    static Map<String, String> query(SimRequest request) {
        Map<String, String> query = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        String raw = request.url().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int at = pair.indexOf('=');
            query.put(decode(at < 0 ? pair : pair.substring(0, at)), at < 0 ? "" : decode(pair.substring(at + 1)));
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
