package io.github.azuredr.datashare.port;

import io.github.azuredr.datashare.json.JsonObject;
import java.util.Optional;

/**
 * How a provider's consumers are reached, by the provider's own names for them. Plans and the journal hold those names
 * only, so that an address is corrected or erased in one place.
 */
@FunctionalInterface
public interface AddressBook {

    /** The properties of an invitation that name a consumer; empty for one that is not, or no longer, known. */
    Optional<JsonObject> target(String consumer);

    /** An empty book. */
    static AddressBook none() {
        return consumer -> Optional.empty();
    }
}
