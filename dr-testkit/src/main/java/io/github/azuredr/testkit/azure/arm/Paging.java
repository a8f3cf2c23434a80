package io.github.azuredr.testkit.azure.arm;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import java.util.Collection;
import java.util.List;

/** Splits lists; the link to the next page is the call's own URL with a skip token. */
final class Paging {
    private static final String TOKEN = "$skiptoken";

    private int size = 1000;

    void size(int entries) {
        if (entries < 1) {
            throw new IllegalArgumentException("entries must be at least 1: " + entries);
        }
        size = entries;
    }

    SimResponse answer(ArmCall call, Collection<Json> values) {
        List<Json> all = List.copyOf(values);
        int from = call.query(TOKEN).map(Paging::offset).orElse(0);
        int to = Math.min(all.size(), from + size);
        Json page = Json.page(all.subList(Math.min(from, to), to));
        return SimResponse.json(200, (to < all.size() ? page.with("nextLink", link(call, to)) : page).toString());
    }

    private static int offset(String token) {
        if (!token.matches("p[0-9]{1,9}")) {
            throw ArmRefusal.badRequest("InvalidSkipToken", "The skip token '" + token + "' is invalid.");
        }
        return Integer.parseInt(token.substring(1));
    }

    private static String link(ArmCall call, int to) {
        String url = call.request().url().toString().replaceAll("&(?i:(\\$|%24)skiptoken)=[^&]*", "");
        return url + "&%24skiptoken=p" + to;
    }
}
