package io.github.azuredr.datalake.account;

import io.github.azuredr.codec.Codec;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one look at a side's accounts found; holds object ids, and no secrets.
 *
 * @param groupRegion the region of the resource group; empty when there is none
 * @param registrations the registration states by namespace
 * @param capabilities what the region offers, by namespace; looked up only where an account is missing
 * @param names whether missing accounts' names are free, by kind and name
 * @param stores the stores that are there
 * @param analytics the analytics account
 * @param grants the roles held, by kind and name; those at the group and above under the empty name
 * @param locks the levels of locks by lower-case scope
 */
public record AccountInventory(
        Optional<String> groupRegion,
        Map<String, String> registrations,
        Map<String, Capability> capabilities,
        Map<String, Availability> names,
        List<StoreAccount> stores,
        Optional<AnalyticsAccount> analytics,
        Map<String, List<RoleGrant>> grants,
        Map<String, String> locks) {
    private static final Codec CODEC = Codec.create();

    /** Copies its collections, in the order of their names. */
    public AccountInventory {
        registrations = Collections.unmodifiableMap(new TreeMap<>(registrations));
        capabilities = Collections.unmodifiableMap(new TreeMap<>(capabilities));
        names = Collections.unmodifiableMap(new TreeMap<>(names));
        stores = List.copyOf(stores);
        grants = Collections.unmodifiableMap(new TreeMap<>(grants));
        locks = Collections.unmodifiableMap(new TreeMap<>(locks));
    }

    /** As it is kept. */
    public String text() {
        return CODEC.text(this);
    }

    /** What {@link #text()} gave. */
    public static AccountInventory parse(String text) {
        return CODEC.read(text, AccountInventory.class);
    }

    /** A store by name. */
    public Optional<StoreAccount> store(String name) {
        return stores.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** Whether the analytics account is there and at work. */
    public boolean serves() {
        return analytics
                .filter(one -> !one.state().equals("Creating") && !one.state().equals("Failed"))
                .isPresent();
    }

    /** Whether a store that was looked for is not there. */
    public boolean lacksAStore() {
        return capabilities.containsKey(AccountKind.STORE.namespace());
    }

    /** Whether an account is there, in whatever state. */
    boolean has(AccountKind kind, String name) {
        return kind == AccountKind.STORE
                ? store(name).isPresent()
                : analytics.filter(one -> one.name().equals(name)).isPresent();
    }

    boolean isRegistered(AccountKind kind) {
        return "Registered".equals(registrations.get(kind.namespace()));
    }

    /** The roles held at an account; what was held at the group when there is no such account. */
    List<RoleGrant> grants(AccountKind kind, String name) {
        List<RoleGrant> there = grants.get(kind.key(name));
        return there == null ? grants.getOrDefault("", List.of()) : there;
    }
}
