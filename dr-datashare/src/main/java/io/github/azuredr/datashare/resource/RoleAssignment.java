package io.github.azuredr.datashare.resource;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.error.RecoveryException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.UUID;

/**
 * A role an account's identity holds on a store.
 *
 * @param scope the store's resource id
 * @param role the GUID of the role definition
 * @param principalId the identity
 */
public record RoleAssignment(String scope, String role, String principalId) {
    /** Storage Blob Data Reader: what a source needs. */
    public static final String BLOB_DATA_READER = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
    /** Storage Blob Data Contributor: what a target needs. */
    public static final String BLOB_DATA_CONTRIBUTOR = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";

    private static final UUID NAMESPACE = UUID.fromString("2f0c9a7e-6a51-5d0e-9b39-6f1f2f6c0d11");

    /** Refuses a scope that is no resource id. */
    public RoleAssignment {
        if (!scope.startsWith("/subscriptions/")) {
            throw new RecoveryException(
                    "RoleAssignment.scope is \"" + scope + "\", which is not a resource id.",
                    "give the store's id from /subscriptions/ on.");
        }
    }

    /** Its name: the same for the same scope, role and principal (UUID version 5), so that a repetition changes nothing. */
    public String name() {
        String words = (scope + "|" + role + "|" + principalId).toLowerCase(Locale.ROOT);
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(NAMESPACE.getMostSignificantBits())
                    .putLong(NAMESPACE.getLeastSignificantBits())
                    .array());
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest(words.getBytes(StandardCharsets.UTF_8)));
            long high = (hash.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x5000L;
            long low = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
            return new UUID(high, low).toString();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-1", impossible);
        }
    }

    /** The id of the assignment. */
    public String path() {
        return scope + "/providers/Microsoft.Authorization/roleAssignments/" + name();
    }

    /** What is sent; the principal's type spares the wait for the directory to know it. */
    public JsonObject body() {
        String subscription = scope.split("/", -1)[2];
        return JsonObject.empty()
                .with(
                        "properties.roleDefinitionId",
                        "/subscriptions/" + subscription + "/providers/Microsoft.Authorization/roleDefinitions/" + role)
                .with("properties.principalId", principalId)
                .with("properties.principalType", "ServicePrincipal");
    }
}
