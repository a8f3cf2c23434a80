package io.github.azuredr.datashare.azure;

import io.github.azuredr.azure.ArmException;
import io.github.azuredr.azure.ArmRequest;
import io.github.azuredr.azure.AzureAccess;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.port.DataShareGround;
import io.github.azuredr.datashare.resource.AccountId;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.RoleAssignment;
import io.github.azuredr.error.RecoveryException;
import java.util.Optional;

/** An account, its namespace and its roles through Azure Resource Manager, whichever party it belongs to. */
class ArmGround implements DataShareGround {
    private static final String CORE_VERSION = "2021-04-01";
    private static final String ROLE_VERSION = "2022-04-01";

    private final ShareCalls calls;
    private final AccountId id;

    ArmGround(AzureAccess azure, AccountId id) {
        this.calls = new ShareCalls(azure.arm());
        this.id = id;
    }

    final ShareCalls calls() {
        return calls;
    }

    @Override
    public final AccountId id() {
        return id;
    }

    @Override
    public final Optional<String> groupRegion() {
        try {
            return calls.arm()
                    .find(ArmRequest.get(id.groupPath(), CORE_VERSION))
                    .flatMap(group -> group.text("/location"));
        } catch (ArmException refused) {
            if (refused.code().equals("InvalidAuthenticationTokenTenant")) {
                throw new RecoveryException(
                        "The AzureAccess for the account " + id + " signs in to another tenant than the account's.",
                        "give provider and consumer an AzureAccess each, with a credential of its own tenant.",
                        refused);
            }
            throw refused;
        }
    }

    @Override
    public final String registration(String subscriptionId) {
        return calls.arm()
                .send(ArmRequest.get(namespace(subscriptionId), CORE_VERSION))
                .text("/registrationState")
                .orElse("Unknown");
    }

    @Override
    public final void register(String subscriptionId) {
        calls.arm().send(ArmRequest.post(namespace(subscriptionId) + "/register", CORE_VERSION));
    }

    @Override
    public final Optional<Named> account() {
        return calls.find(id.path());
    }

    @Override
    public final Named createAccount(JsonObject body) {
        return calls.put(id.path(), body);
    }

    @Override
    public final boolean hasRole(RoleAssignment role) {
        return calls.arm().find(ArmRequest.get(role.path(), ROLE_VERSION)).isPresent();
    }

    @Override
    public final void assign(RoleAssignment role) {
        try {
            calls.arm().send(ArmRequest.put(role.path(), ROLE_VERSION, ShareCalls.node(role.body())));
        } catch (ArmException refused) {
            // The same assignment under a name that a person or another tool gave it.
            if (!refused.code().equals("RoleAssignmentExists")) {
                throw refused;
            }
        }
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[" + id + "]";
    }

    private static String namespace(String subscriptionId) {
        return ArmRequest.path("subscriptions", subscriptionId, "providers", "Microsoft.DataShare");
    }
}
