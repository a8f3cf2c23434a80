package io.github.azuredr.datalake.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.UUID;

/**
 * A role somebody holds.
 *
 * @param role the GUID of the role definition
 * @param principalId who
 * @param principalType {@code User}, {@code Group}, {@code ServicePrincipal} or another word of the service's
 * @param scope where it was given, which may be above what was asked about
 * @param conditional whether it holds under a condition only
 */
public record RoleGrant(String role, String principalId, String principalType, String scope, boolean conditional) {

    /** Whether it is the same role of the same principal, wherever it was given. */
    boolean isLike(RoleGrant other) {
        return role.equalsIgnoreCase(other.role)
                && principalId.equalsIgnoreCase(other.principalId)
                && conditional == other.conditional;
    }

    /** Whether it was given for a resource or its group, and not for a whole subscription. */
    boolean isNear() {
        return scope.toLowerCase(Locale.ROOT).contains("/resourcegroups/");
    }

    /** The assignment's name at a scope: the same for the same role and principal, so that a repetition changes nothing. */
    public static String nameAt(String scope, String role, String principalId) {
        String words = (scope + "|" + role + "|" + principalId).toLowerCase(Locale.ROOT);
        return UUID.nameUUIDFromBytes(words.getBytes(UTF_8)).toString();
    }
}
