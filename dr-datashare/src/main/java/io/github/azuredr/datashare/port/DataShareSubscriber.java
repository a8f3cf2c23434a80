package io.github.azuredr.datashare.port;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.Scratch;
import io.github.azuredr.datashare.resource.ScratchPlace;
import io.github.azuredr.datashare.resource.SubscriptionChild;
import io.github.azuredr.datashare.resource.Tally;
import java.util.List;
import java.util.Optional;

/**
 * A consumer's account in one region. Its credential is that of the invited principal and never the provider's. Reads may
 * be repeated below; each effect is one send. Every method throws {@code ArmException} when the service refuses or does
 * not answer.
 */
public interface DataShareSubscriber extends DataShareGround {

    /** Every invitation to the caller, wherever it was sent from; a global call. */
    List<Named> invitations();

    /** All share subscriptions. */
    List<Named> subscriptions();

    /** A share subscription by name. */
    Optional<Named> subscription(String name);

    /** Accepts an invitation. */
    void subscribe(String name, JsonObject body);

    /** What the provider shares, under the ids of this subscription's region. */
    List<Named> sourceDataSets(String subscription);

    /** The provider's schedules. */
    List<JsonObject> sourceSchedules(String subscription);

    /** All mappings or triggers. */
    List<Named> children(String subscription, SubscriptionChild what);

    /** One mapping or trigger. */
    Optional<Named> child(String subscription, SubscriptionChild what, String name);

    /** Creates a mapping, or begins to create a trigger. */
    void putChild(String subscription, SubscriptionChild what, String name, JsonObject body);

    /** Removes a mapping, or begins to remove a trigger. */
    void deleteChild(String subscription, SubscriptionChild what, String name);

    /** Begins a snapshot; returns its id, under which {@link #synchronizations} shows it. */
    String synchronize(String subscription, String mode);

    /** The snapshots so far. */
    List<JsonObject> synchronizations(String subscription);

    /** What a snapshot did, per mapping. */
    List<JsonObject> details(String subscription, String synchronizationId);

    /** The container of a rehearsal; empty when there is none of that name. */
    Optional<Scratch> scratch(ScratchPlace place);

    /** Creates the container of a rehearsal, marked with who made it. */
    void openScratch(ScratchPlace place, String owner);

    /** What lies in the container under a folder. */
    Tally scratchContent(ScratchPlace place, String folder);

    /** Deletes the container; its service knows no ETag as a condition, so look right before. */
    void closeScratch(ScratchPlace place);
}
