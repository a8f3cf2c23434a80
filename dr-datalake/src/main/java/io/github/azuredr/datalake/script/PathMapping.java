package io.github.azuredr.datalake.script;

import io.github.azuredr.error.RecoveryException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which account takes over from which, by kind of account. Names are compared without case, as Azure does, and written
 * in lower case.
 *
 * <p>No account may be both replaced and a replacement within one kind: such a chain or swap would change a script
 * again each time it is rewritten. For the way back use {@link #reversed()}.
 *
 * <p>The sections follow the endpoint in the address. A storage account that scripts reach by both its blob and its dfs
 * endpoint is named under both kinds.
 */
public final class PathMapping {
    private static final int LONGEST = 24;
    private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9]{3,24}");

    private final Map<AccountKind, Map<String, String>> accounts;
    private final Map<AccountKind, Set<String>> targets;
    private final Set<String> everySource;
    /** By length of a mapped name, a bit for each letter or digit such a name begins with. */
    private final int[] beginnings = new int[LONGEST + 1];

    private PathMapping(Map<AccountKind, Map<String, String>> accounts) {
        this.accounts = accounts;
        this.targets = new EnumMap<>(AccountKind.class);
        accounts.forEach((kind, pairs) -> targets.put(kind, Set.copyOf(pairs.values())));
        this.everySource = accounts.values().stream()
                .flatMap(pairs -> pairs.keySet().stream())
                .collect(Collectors.toUnmodifiableSet());
        everySource.forEach(name -> beginnings[name.length()] |= 1 << (name.charAt(0) & 31));
    }

    /** A mapping built pair by pair. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The account that takes over.
     *
     * @param kind what the name stands for
     * @param account the name found, in any case
     * @return the replacement, or nothing when this account is not mapped
     */
    public Optional<String> target(AccountKind kind, String account) {
        return Optional.ofNullable(accounts(kind).get(account.toLowerCase(Locale.ROOT)));
    }

    /** Whether that account is one of the replacements, so that an address naming it needs nothing. */
    public boolean isTarget(AccountKind kind, String account) {
        return targets.getOrDefault(kind, Set.of()).contains(account.toLowerCase(Locale.ROOT));
    }

    /** Whether that word is the name of any mapped account, of whatever kind. */
    public boolean isSource(String word) {
        return everySource.contains(word.toLowerCase(Locale.ROOT));
    }

    /** False for most words that are no mapped name, without making a string of them. */
    boolean mayBeSource(char[] chars, int from, int to) {
        int length = to - from;
        return length > 0 && length <= LONGEST && (beginnings[length] & 1 << (chars[from] & 31)) != 0;
    }

    /** The pairs of one kind, from replaced to replacement. */
    public Map<String, String> accounts(AccountKind kind) {
        return accounts.getOrDefault(kind, Map.of());
    }

    /** Whether nothing is mapped at all. */
    public boolean isEmpty() {
        return everySource.isEmpty();
    }

    /**
     * The way back: every replacement becomes what it replaced.
     *
     * @throws RecoveryException when two accounts share one replacement
     */
    public PathMapping reversed() {
        Builder back = builder();
        accounts.forEach((kind, pairs) -> pairs.forEach((from, to) -> back.map(kind, to, from)));
        return back.build();
    }

    @Override
    public String toString() {
        return "PathMapping" + accounts;
    }

    /** Collects pairs and refuses those that could never be applied safely. */
    public static final class Builder {
        private final Map<AccountKind, Map<String, String>> accounts = new EnumMap<>(AccountKind.class);

        private Builder() {}

        /**
         * Adds one pair.
         *
         * @param kind what the names stand for
         * @param from the account in the failed region
         * @param to the account that takes over
         * @throws RecoveryException when a name is no account name, or {@code from} was given before
         */
        public Builder map(AccountKind kind, String from, String to) {
            String source = account(kind, from);
            String target = account(kind, to);
            Map<String, String> pairs = accounts.computeIfAbsent(kind, k -> new LinkedHashMap<>());
            if (pairs.putIfAbsent(source, target) != null) {
                throw new RecoveryException(
                        "The mapping's section " + kind.section() + " maps account " + source
                                + " twice (case does not distinguish accounts).",
                        "keep one entry for it.");
            }
            return this;
        }

        /**
         * The finished mapping.
         *
         * @throws RecoveryException when an account is both replaced and a replacement
         */
        public PathMapping build() {
            Map<AccountKind, Map<String, String>> copy = new EnumMap<>(AccountKind.class);
            accounts.forEach((kind, pairs) -> {
                pairs.forEach((from, to) -> refuseChain(kind, pairs, from, to));
                copy.put(kind, Map.copyOf(pairs));
            });
            return new PathMapping(copy);
        }

        private static void refuseChain(AccountKind kind, Map<String, String> pairs, String from, String to) {
            String onward = pairs.get(to);
            if (onward == null) {
                return;
            }
            throw new RecoveryException(
                    "The mapping's section " + kind.section() + " maps " + from + " to " + to + " and " + to + " to "
                            + onward + ", so rewriting twice would change a script twice.",
                    "map each account to one that is not itself replaced; for the way back use the reversed mapping.");
        }

        private static String account(AccountKind kind, String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!ACCOUNT.matcher(lower).matches()) {
                throw new RecoveryException(
                        "The mapping's section " + kind.section() + " holds '" + name
                                + "', which is no account name: 3 to 24 letters and digits.",
                        "write the short account name, without scheme or host.");
            }
            return lower;
        }
    }
}
