package io.github.azuredr.datalake.account;

import java.util.List;

/**
 * An analytics account, as far as it can be had in another region.
 *
 * @param name its name
 * @param region where it is
 * @param state its provisioning state, such as {@code Succeeded}
 * @param settings what can be changed
 * @param defaultStore the store its catalog lies in; chosen once
 * @param stores the linked stores, the default one among them
 * @param storage the linked blob storage accounts
 * @param rules its firewall rules
 * @param policies its compute policies
 * @param unlike what it has that no other account can be given, such as {@code hiveMetastores}
 */
public record AnalyticsAccount(
        String name,
        String region,
        String state,
        AnalyticsSettings settings,
        String defaultStore,
        List<String> stores,
        List<LinkedStorage> storage,
        List<FirewallRule> rules,
        List<ComputePolicy> policies,
        List<String> unlike) {
    /** Copies its lists. */
    public AnalyticsAccount {
        stores = List.copyOf(stores);
        storage = List.copyOf(storage);
        rules = List.copyOf(rules);
        policies = List.copyOf(policies);
        unlike = List.copyOf(unlike);
    }

    /** As another account is to be created: with its default store alone and no blob storage, which needs a key. */
    AnalyticsAccount as(String otherName, String otherRegion, String store) {
        return new AnalyticsAccount(
                otherName, otherRegion, "", settings, store, List.of(store), List.of(), rules, policies, List.of());
    }
}
