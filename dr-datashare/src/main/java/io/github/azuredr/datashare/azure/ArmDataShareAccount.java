package io.github.azuredr.datashare.azure;

import io.github.azuredr.azure.ArmException;
import io.github.azuredr.azure.ArmRequest;
import io.github.azuredr.azure.AzureAccess;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.port.DataShareAccount;
import io.github.azuredr.datashare.resource.AccountId;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.RoleAssignment;
import io.github.azuredr.datashare.resource.ShareChild;
import java.util.List;
import java.util.Optional;

/** A provider's account through Azure Resource Manager. */
public final class ArmDataShareAccount implements DataShareAccount {
    private static final String CORE_VERSION = "2021-04-01";
    private static final String ROLE_VERSION = "2022-04-01";

    private final ShareCalls calls;
    private final AccountId id;

    /**
     * The port; calls nothing yet.
     *
     * @param azure who calls
     * @param id which account, whether it exists or not
     */
    public ArmDataShareAccount(AzureAccess azure, AccountId id) {
        this.calls = new ShareCalls(azure.arm());
        this.id = id;
    }

    @Override
    public AccountId id() {
        return id;
    }

    @Override
    public Optional<String> groupRegion() {
        return calls.arm().find(ArmRequest.get(id.groupPath(), CORE_VERSION)).flatMap(group -> group.text("/location"));
    }

    @Override
    public String registration(String subscriptionId) {
        return calls.arm()
                .send(ArmRequest.get(namespace(subscriptionId), CORE_VERSION))
                .text("/registrationState")
                .orElse("Unknown");
    }

    @Override
    public void register(String subscriptionId) {
        calls.arm().send(ArmRequest.post(namespace(subscriptionId) + "/register", CORE_VERSION));
    }

    @Override
    public Optional<Named> account() {
        return calls.find(id.path());
    }

    @Override
    public Named createAccount(JsonObject body) {
        return calls.put(id.path(), body);
    }

    @Override
    public List<Named> shares() {
        return calls.list(id.path() + "/shares");
    }

    @Override
    public Optional<Named> share(String name) {
        return calls.find(path(name));
    }

    @Override
    public void putShare(String name, JsonObject body) {
        calls.put(path(name), body);
    }

    @Override
    public List<Named> children(String share, ShareChild what) {
        return calls.list(path(share) + "/" + what.segment());
    }

    @Override
    public Optional<Named> child(String share, ShareChild what, String name) {
        return calls.find(path(share, what, name));
    }

    @Override
    public void putChild(String share, ShareChild what, String name, JsonObject body) {
        calls.put(path(share, what, name), body);
    }

    @Override
    public boolean hasRole(RoleAssignment role) {
        return calls.arm().find(ArmRequest.get(role.path(), ROLE_VERSION)).isPresent();
    }

    @Override
    public void assign(RoleAssignment role) {
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
    public void revoke(String share, String subscription) {
        calls.post(path(share, ShareChild.SUBSCRIPTIONS, subscription) + "/revoke");
    }

    @Override
    public void reinstate(String share, String subscription) {
        calls.post(
                path(share, ShareChild.SUBSCRIPTIONS, subscription) + "/reinstate",
                JsonObject.empty().with("properties", JsonObject.empty()));
    }

    @Override
    public List<JsonObject> synchronizations(String share) {
        return calls.listByPost(path(share) + "/listSynchronizations");
    }

    @Override
    public String toString() {
        return "ArmDataShareAccount[" + id + "]";
    }

    private static String namespace(String subscriptionId) {
        return ArmRequest.path("subscriptions", subscriptionId, "providers", "Microsoft.DataShare");
    }

    private String path(String share) {
        return id.path() + "/shares" + ArmRequest.path(share);
    }

    private String path(String share, ShareChild what, String name) {
        return path(share) + "/" + what.segment() + ArmRequest.path(name);
    }
}
