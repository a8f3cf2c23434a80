package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimRequest;
import io.github.azuredr.testkit.azure.SimResponse;
import java.util.Optional;

/** The way from one region's storage to the source of a server-side copy, possibly in another region. */
@FunctionalInterface
public interface CopySources {

    /**
     * Sends the read as the copying service would.
     *
     * @param destinationRegion the region of the account that copies
     * @param read the read of the source, with whatever authorization the copy was given
     * @return the source's answer; empty when the source cannot be reached, as from a region that is dark
     */
    Optional<SimResponse> fetch(String destinationRegion, SimRequest read);
}
