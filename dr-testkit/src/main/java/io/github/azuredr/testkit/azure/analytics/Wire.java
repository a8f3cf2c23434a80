package io.github.azuredr.testkit.azure.analytics;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimRequest;
import io.github.azuredr.testkit.azure.SimResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One call to an account's data plane, taken apart; and the answers it gives. */
record Wire(SimRequest request, List<String> path, Map<String, String> query) {

    static Wire of(SimRequest request) {
        String raw = Optional.ofNullable(request.url().getRawPath()).orElse("");
        List<String> path = Arrays.stream(raw.split("/"))
                .filter(part -> !part.isEmpty())
                .map(Wire::decoded)
                .toList();
        Map<String, String> query = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        String parameters = request.url().getRawQuery();
        for (String pair : parameters == null ? new String[0] : parameters.split("&")) {
            int at = pair.indexOf('=');
            query.put(decoded(at < 0 ? pair : pair.substring(0, at)), at < 0 ? "" : decoded(pair.substring(at + 1)));
        }
        return new Wire(request, path, query);
    }

    /** A refusal on its way to the caller. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String code;

        Refused(int status, String code, String message) {
            super(message, null, false, false);
            this.status = status;
            this.code = code;
        }

        SimResponse answer() {
            return SimResponse.json(
                    status,
                    Json.object()
                            .with("error.code", code)
                            .with("error.message", getMessage())
                            .toString());
        }
    }

    static Refused notFound(String what) {
        return new Refused(404, "ResourceNotFound", what + " does not exist.");
    }

    static Refused badRequest(String message) {
        return new Refused(400, "BadRequest", message);
    }

    static SimResponse ok(Json body) {
        return SimResponse.json(200, body.toString());
    }

    boolean is(String method) {
        return request.method().equals(method);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** A whole number of at least one, or the default. */
    int count(String name, int otherwise) {
        String text = query.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1) {
            throw badRequest("The query parameter " + name + " must be a whole number of at least 1: " + text);
        }
        return Integer.parseInt(text);
    }

    /** Refuses a query parameter that is not understood. */
    void allow(Set<String> names) {
        for (String name : query.keySet()) {
            if (!name.equals("api-version") && !name.equals("$skiptoken") && !names.contains(name)) {
                throw badRequest("The query parameter " + name + " is not understood.");
            }
        }
    }

    Json body() {
        return Json.parse(request.text()).orElseThrow(() -> badRequest("The body must be a JSON object."));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unreadable) {
            throw badRequest("The address is not percent-encoded correctly: " + text);
        }
    }
}
