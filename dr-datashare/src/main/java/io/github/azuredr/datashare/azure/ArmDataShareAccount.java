package io.github.azuredr.datashare.azure;

import io.github.azuredr.azure.ArmRequest;
import io.github.azuredr.azure.AzureAccess;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.port.AddressBook;
import io.github.azuredr.datashare.port.DataShareAccount;
import io.github.azuredr.datashare.resource.AccountId;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.Quota;
import io.github.azuredr.datashare.resource.ShareChild;
import java.util.List;
import java.util.Optional;

/** A provider's account through Azure Resource Manager. */
public final class ArmDataShareAccount extends ArmGround implements DataShareAccount {
    private final AddressBook consumers;

    /**
     * The port; calls nothing yet.
     *
     * @param azure who calls
     * @param id which account, whether it exists or not
     * @param consumers how those who are invited are reached
     */
    public ArmDataShareAccount(AzureAccess azure, AccountId id, AddressBook consumers) {
        super(azure, id);
        this.consumers = consumers;
    }

    @Override
    public Optional<JsonObject> address(String consumer) {
        return consumers.target(consumer);
    }

    @Override
    public List<Named> shares() {
        return calls().list(id().path() + "/shares");
    }

    @Override
    public Optional<Named> share(String name) {
        return calls().find(path(name));
    }

    @Override
    public Optional<Quota> putShare(String name, JsonObject body) {
        return calls().putting(path(name), body);
    }

    @Override
    public List<Named> children(String share, ShareChild what) {
        return calls().list(path(share) + "/" + what.segment());
    }

    @Override
    public Optional<Named> child(String share, ShareChild what, String name) {
        return calls().find(path(share, what, name));
    }

    @Override
    public Optional<Quota> putChild(String share, ShareChild what, String name, JsonObject body) {
        return calls().putting(path(share, what, name), body);
    }

    @Override
    public void revoke(String share, String subscription) {
        calls().post(path(share, ShareChild.SUBSCRIPTIONS, subscription) + "/revoke");
    }

    @Override
    public void reinstate(String share, String subscription) {
        calls().post(
                        path(share, ShareChild.SUBSCRIPTIONS, subscription) + "/reinstate",
                        JsonObject.empty().with("properties", JsonObject.empty()));
    }

    @Override
    public List<JsonObject> synchronizations(String share) {
        return calls().listByPost(path(share) + "/listSynchronizations");
    }

    private String path(String share) {
        return id().path() + "/shares" + ArmRequest.path(share);
    }

    private String path(String share, ShareChild what, String name) {
        return path(share) + "/" + what.segment() + ArmRequest.path(name);
    }
}
