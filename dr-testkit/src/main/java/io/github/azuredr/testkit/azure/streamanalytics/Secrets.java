package io.github.azuredr.testkit.azure.streamanalytics;

import io.github.azuredr.testkit.azure.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Keys and passwords go in and never come out: a part is kept without them, and they beside it. */
final class Secrets {
    static final String KEPT = "kept";

    private static final Set<String> NAMES =
            Set.of("sharedAccessPolicyKey", "accountKey", "password", "apiKey", "refreshToken");

    private Secrets() {}

    /** The body without its secrets, which are kept under a member that is never shown. */
    static Json putAway(Json body) {
        List<String> found = new ArrayList<>();
        Json clean = without(body, found);
        return clean.with(KEPT + ".secrets", found);
    }

    /** What was put away, in the order it was found. */
    static List<String> of(Json kept) {
        return kept.texts(KEPT + ".secrets");
    }

    /** The part as a caller sees it. */
    static Json hidden(Json kept) {
        return kept.without(KEPT);
    }

    private static Json without(Json json, List<String> found) {
        Json clean = json;
        for (String name : json.names()) {
            if (name.contains(".")) {
                continue;
            }
            if (NAMES.contains(name)) {
                json.text(name).filter(value -> !value.isEmpty()).ifPresent(found::add);
                clean = clean.without(name);
            } else if (json.at(name).isPresent()) {
                clean = clean.with(name, without(json.at(name).orElseThrow(), found));
            } else if (name.equals("storageAccounts")) {
                List<Json> accounts = new ArrayList<>();
                json.list(name).forEach(account -> accounts.add(without(account, found)));
                clean = clean.with(name, accounts);
            }
        }
        return clean;
    }
}
