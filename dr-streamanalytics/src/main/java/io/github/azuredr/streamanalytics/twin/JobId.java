package io.github.azuredr.streamanalytics.twin;

import io.github.azuredr.error.RecoveryException;
import java.util.List;

/**
 * Where a job is.
 *
 * @param subscriptionId its subscription
 * @param resourceGroup its resource group, which should be of the job's own region
 * @param name its name within the group
 */
public record JobId(String subscriptionId, String resourceGroup, String name) {
    private static final String NAMESPACE = "Microsoft.StreamAnalytics";

    /** Refuses what cannot be a segment of a resource id. */
    public JobId {
        for (String part : List.of(subscriptionId, resourceGroup, name)) {
            if (part.isBlank() || part.indexOf('/') >= 0) {
                throw new RecoveryException(
                        "JobId has the part \"" + part + "\", which is not one segment of a resource id.",
                        "give subscription id, resource group and job name without slashes.");
            }
        }
    }

    /** The job of a resource id, which is read without regard to case. */
    public static JobId parse(String id) {
        String[] parts = id.split("/", -1);
        if (parts.length != 9
                || !parts[1].equalsIgnoreCase("subscriptions")
                || !parts[3].equalsIgnoreCase("resourceGroups")
                || !parts[6].equalsIgnoreCase(NAMESPACE)
                || !parts[7].equalsIgnoreCase("streamingjobs")) {
            throw new RecoveryException(
                    "\"" + id + "\" is not the id of a Stream Analytics job.",
                    "give /subscriptions/S/resourceGroups/G/providers/Microsoft.StreamAnalytics/streamingjobs/J.");
        }
        return new JobId(parts[2], parts[4], parts[8]);
    }

    /** The id of its resource group. */
    public String groupPath() {
        return "/subscriptions/" + subscriptionId + "/resourceGroups/" + resourceGroup;
    }

    /** The resource id as the service's description and traffic spell it. */
    public String path() {
        return "/subscriptions/" + subscriptionId + "/resourcegroups/" + resourceGroup + "/providers/" + NAMESPACE
                + "/streamingjobs/" + name;
    }

    @Override
    public String toString() {
        return name + " in " + resourceGroup;
    }
}
