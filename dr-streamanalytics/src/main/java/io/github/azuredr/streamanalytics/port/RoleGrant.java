package io.github.azuredr.streamanalytics.port;

import io.github.azuredr.error.RecoveryException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/**
 * A role that a job's identity needs on a hub, an account or a server.
 *
 * @param scope the resource id
 * @param role the GUID of the role definition
 */
public record RoleGrant(String scope, String role) {
    /** Azure Event Hubs Data Receiver, for an input. */
    public static final String EVENT_HUBS_RECEIVER = "a638d3c7-ab3a-418d-83e6-5f17a39d4fde";
    /** Azure Event Hubs Data Sender, for an output. */
    public static final String EVENT_HUBS_SENDER = "2b629674-e913-4c01-ae53-ef4638d8f975";
    /** Storage Blob Data Contributor. */
    public static final String BLOB_CONTRIBUTOR = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";

    /** Refuses a scope that is no resource id. */
    public RoleGrant {
        if (!scope.startsWith("/subscriptions/")) {
            throw new RecoveryException(
                    "RoleGrant.scope is \"" + scope + "\", which is not a resource id.",
                    "give the id of the hub's namespace or of the store, from /subscriptions/ on.");
        }
    }

    /** The assignment's id: the same for the same scope, role and principal, so that a repetition changes nothing. */
    public String path(String principalId) {
        String words = (scope + "|" + role + "|" + principalId).toLowerCase(Locale.ROOT);
        return scope + "/providers/Microsoft.Authorization/roleAssignments/"
                + UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8));
    }
}
