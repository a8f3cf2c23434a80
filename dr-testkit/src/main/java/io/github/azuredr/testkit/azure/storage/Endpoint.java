package io.github.azuredr.testkit.azure.storage;

import java.util.Locale;
import java.util.Optional;

/** The two host names of one account; they differ in verbs, in error bodies and in a few error codes. */
enum Endpoint {
    BLOB(".blob.core.windows.net"),
    DFS(".dfs.core.windows.net");

    private final String suffix;

    Endpoint(String suffix) {
        this.suffix = suffix;
    }

    String host(String account) {
        return account + suffix;
    }

    /** The account name in a host name of this endpoint. */
    Optional<String> accountIn(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(suffix) && lower.length() > suffix.length()
                ? Optional.of(lower.substring(0, lower.length() - suffix.length()))
                : Optional.empty();
    }
}
