package io.github.azuredr.datashare.azure;

import io.github.azuredr.azure.ArmRequest;
import io.github.azuredr.azure.AzureAccess;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.port.DataShareSubscriber;
import io.github.azuredr.datashare.resource.AccountId;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.Scratch;
import io.github.azuredr.datashare.resource.ScratchPlace;
import io.github.azuredr.datashare.resource.SubscriptionChild;
import io.github.azuredr.datashare.resource.Tally;
import io.github.azuredr.error.RecoveryException;
import java.util.List;
import java.util.Optional;

/** A consumer's account through Azure Resource Manager. */
public final class ArmDataShareSubscriber extends ArmGround implements DataShareSubscriber {
    private final ScratchContainers blobs;

    /**
     * The port; calls nothing yet.
     *
     * @param azure who calls: the invited principal
     * @param id which account
     */
    public ArmDataShareSubscriber(AzureAccess azure, AccountId id) {
        super(azure, id);
        this.blobs = new ScratchContainers(azure);
    }

    @Override
    public List<Named> invitations() {
        return calls().list("/providers/Microsoft.DataShare/listInvitations");
    }

    @Override
    public List<Named> subscriptions() {
        return calls().list(id().path() + "/shareSubscriptions");
    }

    @Override
    public Optional<Named> subscription(String name) {
        return calls().find(path(name));
    }

    @Override
    public void subscribe(String name, JsonObject body) {
        calls().put(path(name), body);
    }

    @Override
    public List<Named> sourceDataSets(String subscription) {
        return calls().list(path(subscription) + "/consumerSourceDataSets");
    }

    @Override
    public List<JsonObject> sourceSchedules(String subscription) {
        return calls().listByPost(path(subscription) + "/listSourceShareSynchronizationSettings");
    }

    @Override
    public List<Named> children(String subscription, SubscriptionChild what) {
        return calls().list(path(subscription) + "/" + what.segment());
    }

    @Override
    public Optional<Named> child(String subscription, SubscriptionChild what, String name) {
        return calls().find(path(subscription, what, name));
    }

    @Override
    public void putChild(String subscription, SubscriptionChild what, String name, JsonObject body) {
        calls().put(path(subscription, what, name), body);
    }

    @Override
    public void deleteChild(String subscription, SubscriptionChild what, String name) {
        calls().delete(path(subscription, what, name));
    }

    @Override
    public String synchronize(String subscription, String mode) {
        return calls().post(
                        path(subscription) + "/synchronize", JsonObject.empty().with("synchronizationMode", mode))
                .text("/synchronizationId")
                .orElseThrow(() -> new RecoveryException(
                        "The snapshot of " + subscription + " was answered without an id.",
                        "list the subscription's snapshots to see whether it runs."));
    }

    @Override
    public List<JsonObject> synchronizations(String subscription) {
        return calls().listByPost(path(subscription) + "/listSynchronizations");
    }

    @Override
    public List<JsonObject> details(String subscription, String synchronizationId) {
        return calls().listByPost(
                        path(subscription) + "/listSynchronizationDetails",
                        JsonObject.empty().with("synchronizationId", synchronizationId));
    }

    @Override
    public Optional<Scratch> scratch(ScratchPlace place) {
        return blobs.find(place);
    }

    @Override
    public void openScratch(ScratchPlace place, String owner) {
        blobs.create(place, owner);
    }

    @Override
    public Tally scratchContent(ScratchPlace place, String folder) {
        return blobs.tally(place, folder);
    }

    @Override
    public void closeScratch(ScratchPlace place) {
        blobs.delete(place);
    }

    private String path(String subscription) {
        return id().path() + "/shareSubscriptions" + ArmRequest.path(subscription);
    }

    private String path(String subscription, SubscriptionChild what, String name) {
        return path(subscription) + "/" + what.segment() + ArmRequest.path(name);
    }
}
