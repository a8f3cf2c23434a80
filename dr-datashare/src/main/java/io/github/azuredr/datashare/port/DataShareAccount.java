package io.github.azuredr.datashare.port;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.Quota;
import io.github.azuredr.datashare.resource.ShareChild;
import java.util.List;
import java.util.Optional;

/**
 * A provider's account in one region. Reads may be repeated below; each effect is one send, and none waits for what goes
 * on after its answer: read the resource to see. Every method throws {@code ArmException} when the service refuses or does
 * not answer.
 */
public interface DataShareAccount extends DataShareGround {

    /** How a consumer is named in an invitation; answered from what this process was given, without a call. */
    Optional<JsonObject> address(String consumer);

    /** All shares. */
    List<Named> shares();

    /** A share by name. */
    Optional<Named> share(String name);

    /** Creates or replaces a share; gives how many fit, when the service says so. */
    Optional<Quota> putShare(String name, JsonObject body);

    /** All of one kind below a share. */
    List<Named> children(String share, ShareChild what);

    /** One of a kind below a share. */
    Optional<Named> child(String share, ShareChild what, String name);

    /** Creates or replaces a dataset, schedule or invitation; gives how many fit, when the service says so. */
    Optional<Quota> putChild(String share, ShareChild what, String name, JsonObject body);

    /** Begins to revoke a consumer's subscription by the id the provider sees. */
    void revoke(String share, String subscription);

    /** Lets a revoked subscription be used again. */
    void reinstate(String share, String subscription);

    /** The snapshots consumers took of a share. */
    List<JsonObject> synchronizations(String share);
}
