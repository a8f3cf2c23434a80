package io.github.azuredr.datalake.azure.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.azuredr.azure.ArmClient;
import io.github.azuredr.azure.ArmException;
import io.github.azuredr.azure.ArmRequest;
import io.github.azuredr.datalake.account.RoleGrant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Role assignments and locks, which any resource can have. */
final class GroupRights {
    private static final String ROLES = "/providers/Microsoft.Authorization/roleAssignments";
    private static final String LOCKS = "/providers/Microsoft.Authorization/locks";
    private static final String ROLE_VERSION = "2022-04-01";
    private static final String LOCK_VERSION = "2016-09-01";
    private static final String LOCK_NAME = "azuredr-keep";

    private final ArmClient arm;

    GroupRights(ArmClient arm) {
        this.arm = arm;
    }

    List<RoleGrant> grants(String scope) {
        return arm.pages(ArmRequest.get(scope + ROLES, ROLE_VERSION).query("$filter", "atScope()")).stream()
                .map(one -> one.path("properties"))
                .map(GroupRights::grant)
                .toList();
    }

    private static RoleGrant grant(JsonNode properties) {
        String role = properties.path("roleDefinitionId").asText("");
        return new RoleGrant(
                role.substring(role.lastIndexOf('/') + 1),
                properties.path("principalId").asText(""),
                properties.path("principalType").asText(""),
                properties.path("scope").asText(""),
                !properties.path("condition").asText("").isEmpty());
    }

    void assign(String scope, String subscription, RoleGrant grant) {
        String name = RoleGrant.nameAt(scope, grant.role(), grant.principalId());
        ObjectNode properties = AccountWriting.object()
                .put(
                        "roleDefinitionId",
                        "/subscriptions/" + subscription + "/providers/Microsoft.Authorization/roleDefinitions/"
                                + grant.role())
                .put("principalId", grant.principalId())
                .put("principalType", grant.principalType());
        try {
            arm.send(ArmRequest.put(scope + ROLES + "/" + name, ROLE_VERSION, AccountWriting.holding(properties)));
        } catch (ArmException refused) {
            // The same assignment under a name that a person or another tool gave it.
            if (!refused.code().equals("RoleAssignmentExists")) {
                throw refused;
            }
        }
    }

    /** The strictest level at each scope within a group. */
    Map<String, String> locks(String group) {
        Map<String, String> levels = new TreeMap<>();
        arm.pages(ArmRequest.get(group + LOCKS, LOCK_VERSION)).forEach(lock -> {
            String id = lock.path("id").asText("").toLowerCase(Locale.ROOT);
            int end = id.lastIndexOf(LOCKS.toLowerCase(Locale.ROOT));
            String level = lock.path("properties").path("level").asText("");
            levels.merge(
                    end < 0 ? id : id.substring(0, end),
                    level,
                    (one, other) -> one.equals("ReadOnly") || other.equals("ReadOnly") ? "ReadOnly" : "CanNotDelete");
        });
        return levels;
    }

    void lock(String scope) {
        ObjectNode properties = AccountWriting.object()
                .put("level", "CanNotDelete")
                .put("notes", "The other region's stand-in, or what it stands in for.");
        arm.send(ArmRequest.put(scope + LOCKS + "/" + LOCK_NAME, LOCK_VERSION, AccountWriting.holding(properties)));
    }
}
