package io.github.azuredr.datalake.account;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A store account, as far as it can be had in another region.
 *
 * @param name its name
 * @param region where it is
 * @param state its provisioning state, such as {@code Succeeded}
 * @param settings what can be changed
 * @param rules its firewall rules
 * @param providers identity providers it trusts, addresses by name
 * @param encryption {@code ServiceManaged}, {@code UserManaged} or {@code Disabled}; chosen once
 * @param networkRules names of rules for virtual networks, which belong to a region
 */
public record StoreAccount(
        String name,
        String region,
        String state,
        StoreSettings settings,
        List<FirewallRule> rules,
        Map<String, String> providers,
        String encryption,
        List<String> networkRules) {
    /** Copies its collections. */
    public StoreAccount {
        rules = List.copyOf(rules);
        providers = Map.copyOf(new TreeMap<>(providers));
        networkRules = List.copyOf(networkRules);
    }

    /** The same as another account is to be. */
    StoreAccount as(String otherName, String otherRegion) {
        return new StoreAccount(otherName, otherRegion, "", settings, rules, providers, encryption, List.of());
    }
}
