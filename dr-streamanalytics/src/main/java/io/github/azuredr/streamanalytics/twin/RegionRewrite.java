package io.github.azuredr.streamanalytics.twin;

import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.pair.Region;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in one region for what is in the other: hubs, accounts, servers and the rest, by name.
 *
 * @param from the region of the job that is read
 * @param to the region of its twin
 * @param names by kind, the counterpart of each name; a name mapped to itself is shared, where its kind may be
 * @param otherTypes by a type this library does not know, those of its properties that are tied to a region
 */
public record RegionRewrite(
        Region from, Region to, Map<BoundKind, Map<String, String>> names, Map<String, List<String>> otherTypes) {

    /** Copies, and refuses what has no way back: two names with one counterpart. */
    public RegionRewrite {
        if (from.equals(to)) {
            throw new RecoveryException(
                    "RegionRewrite.to is " + to + ", the same region as from.", "name the other region of the pair.");
        }
        Map<BoundKind, Map<String, String>> copy = new EnumMap<>(BoundKind.class);
        names.forEach((kind, of) -> copy.put(kind, checked(kind, of)));
        names = Map.copyOf(copy);
        otherTypes = Map.copyOf(otherTypes);
    }

    /** A rewrite without any names yet. */
    public static RegionRewrite between(String from, String to) {
        return new RegionRewrite(Region.of(from), Region.of(to), Map.of(), Map.of());
    }

    /** This rewrite, in which one name stands for another. */
    public RegionRewrite with(BoundKind kind, String name, String counterpart) {
        Map<BoundKind, Map<String, String>> more = new HashMap<>(names);
        Map<String, String> of = new HashMap<>(names.getOrDefault(kind, Map.of()));
        of.put(name, counterpart);
        more.put(kind, of);
        return new RegionRewrite(from, to, more, otherTypes);
    }

    /** This rewrite, which also knows a type by those of its properties that are tied to a region. */
    public RegionRewrite knowing(String type, List<String> properties) {
        Map<String, List<String>> more = new HashMap<>(otherTypes);
        more.put(type, List.copyOf(properties));
        return new RegionRewrite(from, to, names, more);
    }

    /** The way back. */
    public RegionRewrite reversed() {
        Map<BoundKind, Map<String, String>> back = new HashMap<>();
        names.forEach((kind, of) -> {
            Map<String, String> turned = new HashMap<>();
            of.forEach((name, counterpart) -> turned.put(counterpart, name));
            back.put(kind, turned);
        });
        return new RegionRewrite(to, from, back, otherTypes);
    }

    /**
     * The counterpart of a value: of the whole value, of the host in an address, or of a host's first label, so that
     * {@code sql-east} also maps {@code sql-east.database.windows.net}.
     */
    Optional<String> counterpart(BoundKind kind, String value) {
        Map<String, String> of = names.getOrDefault(kind, Map.of());
        Optional<String> whole = find(of, value);
        if (whole.isPresent()) {
            return whole;
        }
        String host = host(value);
        Optional<String> byHost = find(of, host).map(other -> value.replace(host, other));
        int dot = host.indexOf('.');
        if (byHost.isPresent() || dot < 0) {
            return byHost;
        }
        return find(of, host.substring(0, dot)).map(other -> value.replace(host, other + host.substring(dot)));
    }

    /** Whether a value names something of the region this rewrites from, and nothing both share. */
    boolean isOfTheOtherRegion(BoundKind kind, String value) {
        return counterpart(kind, value)
                .filter(other -> !other.equalsIgnoreCase(value))
                .isPresent();
    }

    /** The host of an address, or the value itself. */
    static String host(String value) {
        int scheme = value.indexOf("://");
        String rest = scheme < 0 ? value : value.substring(scheme + 3);
        int end = rest.indexOf('/');
        return end < 0 ? rest : rest.substring(0, end);
    }

    private static Optional<String> find(Map<String, String> of, String value) {
        return of.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(value))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Map<String, String> checked(BoundKind kind, Map<String, String> of) {
        Map<String, String> back = new HashMap<>();
        of.forEach((name, counterpart) -> {
            if (name.isBlank() || counterpart.isBlank()) {
                throw refused(kind, "a blank name", "name both sides.");
            }
            if (name.equalsIgnoreCase(counterpart) && !kind.mayBeShared()) {
                throw refused(
                        kind,
                        "\"" + name + "\" mapped to itself",
                        "each region's job must use its own; name the counterpart of the other region.");
            }
            String taken = back.put(counterpart.toLowerCase(Locale.ROOT), name);
            if (taken != null) {
                throw refused(
                        kind,
                        "\"" + counterpart + "\" as counterpart of both \"" + taken + "\" and \"" + name + "\"",
                        "the way back would be unclear; give each its own.");
            }
        });
        for (Map.Entry<String, String> entry : of.entrySet()) {
            boolean chained = !entry.getKey().equalsIgnoreCase(entry.getValue())
                    && find(of, entry.getValue()).isPresent();
            if (chained) {
                throw refused(
                        kind,
                        "\"" + entry.getValue() + "\" on both sides",
                        "a name belongs to one region; otherwise a twin could point back.");
            }
        }
        return Map.copyOf(of);
    }

    private static RecoveryException refused(BoundKind kind, String what, String next) {
        return new RecoveryException("RegionRewrite." + kind.word() + " has " + what + ".", next);
    }
}
