package io.github.azuredr.datalake;

import io.github.azuredr.datalake.catalog.DdlSettings;
import io.github.azuredr.datalake.script.AccountKind;
import io.github.azuredr.datalake.script.PathMapping;
import io.github.azuredr.datalake.script.ScriptRewriter;
import io.github.azuredr.datalake.store.Reserved;
import io.github.azuredr.pair.Side;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How an analytics account is replicated and failed over. Stored in plans, so it holds no secret.
 *
 * @param accounts by section of a mapping file ({@code adls_gen1}, {@code blob}, {@code adls_gen2}, {@code adla}) which
 *     account of side B takes over from which of side A
 * @param roots what a script of each side writes before a rooted path to reach the protected tree, such as
 *     {@code adl://store.azuredatalakestore.net}; a side without an entry has the tree as its default store
 * @param ddl what the catalog does not tell
 * @param observations how many clean passes in a row must miss an object before its copy goes; at least 2
 * @param largestGoneShare above this share of the copy's objects, 0 to 1, nothing goes
 * @param lookEvery how long between two looks at a job
 * @param looks how many looks a job has until it counts as not ending; the next attempt goes on with the same job
 * @param retention how long exported rows are kept to bring tables back
 */
public record AnalyticsSettings(
        Map<String, Map<String, String>> accounts,
        Map<Side, String> roots,
        DdlSettings ddl,
        int observations,
        double largestGoneShare,
        Duration lookEvery,
        int looks,
        Duration retention) {
    /** Checks the parts. */
    public AnalyticsSettings {
        Map<String, Map<String, String>> copy = new TreeMap<>();
        accounts.forEach((section, pairs) -> {
            if (AccountKind.ofSection(section).isEmpty()) {
                throw new IllegalArgumentException(
                        "accounts: no section is called '" + section + "'; write adls_gen1, blob, adls_gen2 or adla");
            }
            copy.put(section, Collections.unmodifiableMap(new TreeMap<>(pairs)));
        });
        accounts = Collections.unmodifiableMap(copy);
        roots.forEach((side, root) -> {
            if (root.endsWith("/")) {
                throw new IllegalArgumentException(
                        "roots: side " + side + " must not end with a slash: '" + root + "'; a rooted path follows");
            }
        });
        roots = Collections.unmodifiableMap(new TreeMap<>(roots));
        if (lookEvery.isNegative() || looks < 1) {
            throw new IllegalArgumentException(
                    "lookEvery must not be negative and looks at least 1: " + lookEvery + ", " + looks);
        }
        if (retention.isNegative()) {
            throw new IllegalArgumentException("retention must not be negative: " + retention);
        }
    }

    /**
     * Trees that are default stores; three observations and a tenth for deletions; a look every ten seconds for two hours;
     * 30 days.
     *
     * @param mapping which account of side B takes over from which of side A
     */
    public static AnalyticsSettings of(PathMapping mapping) {
        Map<String, Map<String, String>> accounts = new TreeMap<>();
        for (AccountKind kind : AccountKind.values()) {
            if (!mapping.accounts(kind).isEmpty()) {
                accounts.put(kind.section(), mapping.accounts(kind));
            }
        }
        return new AnalyticsSettings(
                accounts,
                Map.of(),
                new DdlSettings("/" + Reserved.path("assemblies"), Map.of(), Map.of()),
                3,
                0.1,
                Duration.ofSeconds(10),
                720,
                Duration.ofDays(30));
    }

    /** The same with other DDL settings. */
    public AnalyticsSettings with(DdlSettings other) {
        return new AnalyticsSettings(
                accounts, roots, other, observations, largestGoneShare, lookEvery, looks, retention);
    }

    /** The same with trees that scripts reach under these roots. */
    public AnalyticsSettings withRoots(Map<Side, String> other) {
        return new AnalyticsSettings(accounts, other, ddl, observations, largestGoneShare, lookEvery, looks, retention);
    }

    /** The same with another guard of deletions. */
    public AnalyticsSettings withDeletionGuard(int clean, double share) {
        return new AnalyticsSettings(accounts, roots, ddl, clean, share, lookEvery, looks, retention);
    }

    /** The same with another rhythm of looking at jobs. */
    public AnalyticsSettings withLooks(Duration every, int count) {
        return new AnalyticsSettings(accounts, roots, ddl, observations, largestGoneShare, every, count, retention);
    }

    /** The same with another retention. */
    public AnalyticsSettings withRetention(Duration other) {
        return new AnalyticsSettings(accounts, roots, ddl, observations, largestGoneShare, lookEvery, looks, other);
    }

    /** Makes scripts name the accounts of this side. */
    public ScriptRewriter rewriterTo(Side side) {
        PathMapping.Builder mapping = PathMapping.builder();
        accounts.forEach((section, pairs) -> AccountKind.ofSection(section)
                .ifPresent(kind -> pairs.forEach((from, to) -> mapping.map(kind, from, to))));
        PathMapping there = mapping.build();
        return ScriptRewriter.of(side == Side.B ? there : there.reversed());
    }

    /** What a script of this side writes before a rooted path of the tree. */
    String root(Side side) {
        return roots.getOrDefault(side, "");
    }

    /** The tree's path for a file as a script of this side names it; empty when it is elsewhere. */
    Optional<String> inTree(Side side, String named) {
        String root = root(side);
        Optional<String> rooted = !root.isEmpty() && named.startsWith(root + "/")
                ? Optional.of(named.substring(root.length()))
                : Optional.of(named).filter(path -> root.isEmpty() && path.startsWith("/"));
        return rooted.or(() -> Optional.of(defaultStore(side) + "/")
                        .filter(store -> root.isEmpty() && named.startsWith(store))
                        .map(store -> named.substring(store.length() - 1)))
                .map(path -> path.substring(1));
    }

    /** A tree without a root is the default store; when one store is mapped, it is that one. */
    private String defaultStore(Side side) {
        Map<String, String> stores = accounts.getOrDefault(AccountKind.ADLS_GEN1.section(), Map.of());
        List<String> names = List.copyOf(side == Side.A ? stores.keySet() : stores.values());
        return names.size() == 1 ? "adl://" + names.get(0) + ".azuredatalakestore.net" : "no store";
    }
}
