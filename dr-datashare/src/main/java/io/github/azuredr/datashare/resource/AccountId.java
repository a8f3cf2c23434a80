package io.github.azuredr.datashare.resource;

import io.github.azuredr.error.RecoveryException;
import java.util.List;

/**
 * Where a Data Share account is.
 *
 * @param subscriptionId its subscription
 * @param resourceGroup its resource group
 * @param name its name within the group
 */
public record AccountId(String subscriptionId, String resourceGroup, String name) {

    /** Refuses what cannot be a segment of a resource id. */
    public AccountId {
        for (String part : List.of(subscriptionId, resourceGroup, name)) {
            if (part.isBlank() || part.indexOf('/') >= 0) {
                throw new RecoveryException(
                        "AccountId has the part \"" + part + "\", which is not one segment of a resource id.",
                        "give subscription id, resource group and account name without slashes.");
            }
        }
    }

    /** The account of a resource id, which is read without regard to case. */
    public static AccountId parse(String id) {
        String[] parts = id.split("/", -1);
        if (parts.length < 9
                || !parts[1].equalsIgnoreCase("subscriptions")
                || !parts[3].equalsIgnoreCase("resourceGroups")
                || !parts[6].equalsIgnoreCase("Microsoft.DataShare")
                || !parts[7].equalsIgnoreCase("accounts")) {
            throw new RecoveryException(
                    "\"" + id + "\" is not the id of a Data Share account.",
                    "give /subscriptions/S/resourceGroups/G/providers/Microsoft.DataShare/accounts/A.");
        }
        return new AccountId(parts[2], parts[4], parts[8]);
    }

    /** The id of its resource group. */
    public String groupPath() {
        return "/subscriptions/" + subscriptionId + "/resourceGroups/" + resourceGroup;
    }

    /** The resource id. */
    public String path() {
        return groupPath() + "/providers/Microsoft.DataShare/accounts/" + name;
    }

    @Override
    public String toString() {
        return name + " in " + resourceGroup;
    }
}
