package io.github.azuredr.datashare.port;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.resource.AccountId;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.RoleAssignment;
import java.util.Optional;

/**
 * What either party needs before it can share or receive: an account, its namespace, and roles on stores. Reads may be
 * repeated below; each effect is one send, and none waits for what goes on after its answer. Every method throws
 * {@code ArmException} when the service refuses or does not answer.
 */
public interface DataShareGround {

    /** Which account. */
    AccountId id();

    /** The region of its resource group; empty when there is no such group. */
    Optional<String> groupRegion();

    /** The registration state of Microsoft.DataShare in a subscription, such as {@code Registered}. */
    String registration(String subscriptionId);

    /** Begins the registration of Microsoft.DataShare in a subscription. */
    void register(String subscriptionId);

    /** The account; empty when there is none. */
    Optional<Named> account();

    /** Begins to create the account. */
    Named createAccount(JsonObject body);

    /** Whether an assignment of this name is there. */
    boolean hasRole(RoleAssignment role);

    /** Assigns a role; one that exists under another name is as good. */
    void assign(RoleAssignment role);
}
