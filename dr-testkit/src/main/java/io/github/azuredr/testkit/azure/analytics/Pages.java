package io.github.azuredr.testkit.azure.analytics;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import java.util.List;
import java.util.Optional;

/** Splits lists into pages whose link is absolute, carries the version, and points where it is told. */
final class Pages {
    private int size = 1000;
    private Optional<String> host = Optional.empty();

    void size(int entries) {
        if (entries < 1) {
            throw new IllegalArgumentException("entries must be at least 1: " + entries);
        }
        size = entries;
    }

    void host(Optional<String> other) {
        host = other;
    }

    SimResponse answer(Wire call, List<Json> all) {
        int skipped = call.parameter("$skip").isPresent() ? call.count("$skip", 1) : 0;
        int end = Math.min(all.size(), skipped + call.count("$top", Integer.MAX_VALUE - skipped));
        int from = Math.max(call.parameter("$skiptoken").map(Pages::offset).orElse(0), Math.min(skipped, all.size()));
        int to = Math.min(end, from + size);
        Json page = Json.page(all.subList(Math.min(from, to), to));
        return Wire.ok(to < end ? page.with("nextLink", link(call, to)) : page);
    }

    private static int offset(String token) {
        if (!token.matches("p[0-9]{1,9}")) {
            throw Wire.badRequest("The skip token is not valid: " + token);
        }
        return Integer.parseInt(token.substring(1));
    }

    private String link(Wire call, int to) {
        String url = call.request().url().toString().replaceAll("&(?i:(\\$|%24)skiptoken)=[^&]*", "");
        String own = String.valueOf(call.request().url().getHost());
        return url.replaceFirst(java.util.regex.Pattern.quote(own), host.orElse(own)) + "&%24skiptoken=p" + to;
    }
}
