package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimRequest;
import io.github.azuredr.testkit.azure.SimStorageAccount;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One request, taken apart: account, endpoint, container, path, query and headers, each decoded once. */
final class Call {
    private final SimRequest request;
    private final SimStorageAccount account;
    private final Endpoint endpoint;
    private final String container;
    private final String path;
    private final Map<String, String> query;

    Call(SimRequest request, SimStorageAccount account, Endpoint endpoint) {
        this.request = request;
        this.account = account;
        this.endpoint = endpoint;
        String raw = Optional.ofNullable(request.url().getRawPath()).orElse("");
        String rest = raw.startsWith("/") ? raw.substring(1) : raw;
        int slash = rest.indexOf('/');
        container = decode(slash < 0 ? rest : rest.substring(0, slash));
        String name = slash < 0 ? "" : decode(rest.substring(slash + 1));
        path = account.hierarchical() ? Names.tidy(name) : name;
        query = parse(request.url().getRawQuery());
    }

    private static Map<String, String> parse(@Nullable String raw) {
        Map<String, String> found = new TreeMap<>();
        if (raw == null || raw.isEmpty()) {
            return found;
        }
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals)).toLowerCase(Locale.ROOT);
            found.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return found;
    }

    static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            throw new Refusal(400, "InvalidUri", "The request URI is invalid.");
        }
    }

    SimRequest request() {
        return request;
    }

    SimStorageAccount account() {
        return account;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    boolean dfs() {
        return endpoint == Endpoint.DFS;
    }

    boolean hierarchical() {
        return account.hierarchical();
    }

    String method() {
        return request.method();
    }

    /** The first segment of the path; empty for the account itself. */
    String container() {
        return container;
    }

    /** What follows the container, decoded and without a leading slash; empty for the container itself. */
    String path() {
        return path;
    }

    Map<String, String> query() {
        return query;
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name.toLowerCase(Locale.ROOT)));
    }

    boolean queryIs(String name, String value) {
        return value.equalsIgnoreCase(query.get(name.toLowerCase(Locale.ROOT)));
    }

    String requireQuery(String name) {
        return query(name).filter(v -> !v.isEmpty()).orElseThrow(() -> Refusal.missingQuery(name));
    }

    boolean flag(String name, boolean otherwise) {
        String value = query.get(name.toLowerCase(Locale.ROOT));
        if (value == null) {
            return otherwise;
        }
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw Refusal.badQuery(name);
        }
        return value.equalsIgnoreCase("true");
    }

    /** A page size: refused below 1, cut at the largest page. */
    int pageSize(String name, int largest) {
        Optional<String> given = query(name);
        if (given.isEmpty()) {
            return largest;
        }
        try {
            int size = Integer.parseInt(given.get());
            if (size < 1) {
                throw Refusal.outOfRangeQuery(name);
            }
            return Math.min(size, largest);
        } catch (NumberFormatException noNumber) {
            throw Refusal.badQuery(name);
        }
    }

    long requireLong(String name) {
        try {
            long value = Long.parseLong(requireQuery(name));
            if (value < 0) {
                throw Refusal.outOfRangeQuery(name);
            }
            return value;
        } catch (NumberFormatException noNumber) {
            throw Refusal.badQuery(name);
        }
    }

    Optional<String> header(String name) {
        return request.header(name);
    }

    String requireHeader(String name) {
        return request.header(name).orElseThrow(() -> Refusal.missingHeader(name));
    }

    /** This call as if it had been sent without these headers. */
    Call without(String... names) {
        Map<String, String> fewer = new TreeMap<>(request.headers());
        for (String name : names) {
            fewer.keySet().removeIf(name::equalsIgnoreCase);
        }
        return new Call(new SimRequest(request.method(), request.url(), fewer, request.body()), account, endpoint);
    }

    byte[] body() {
        return request.body();
    }
}
