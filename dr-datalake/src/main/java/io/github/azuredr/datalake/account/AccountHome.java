package io.github.azuredr.datalake.account;

import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.pair.Region;

/**
 * Where a side's accounts live.
 *
 * @param subscriptionId the subscription
 * @param resourceGroup the group, which should live in the same region
 * @param region the accounts' region
 */
public record AccountHome(String subscriptionId, String resourceGroup, Region region) {

    /** Refuses what cannot be part of a resource id. */
    public AccountHome {
        if (!subscriptionId.matches("[A-Za-z0-9-]+")) {
            throw new RecoveryException(
                    "AccountHome.subscriptionId is '" + subscriptionId + "', which is no subscription id.",
                    "give the GUID of the subscription.");
        }
        if (!resourceGroup.matches("[\\p{L}\\p{N}_.()-]{1,90}")) {
            throw new RecoveryException(
                    "AccountHome.resourceGroup is '" + resourceGroup + "', which no group can be called.",
                    "give the group's name without a path.");
        }
    }

    /** The id of the resource group. */
    public String groupPath() {
        return "/subscriptions/" + subscriptionId + "/resourceGroups/" + resourceGroup;
    }

    /** The id of an account. */
    public String path(AccountKind kind, String account) {
        return groupPath() + "/providers/" + kind.type() + "/" + account;
    }
}
