package io.github.azuredr.datalake.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One page of a listing.
 *
 * @param files in the service's own order
 * @param continuation the token of the next page; empty on the last
 * @param serviceTime the service's clock when it answered
 */
public record ListingPage(List<LakeFile> files, Optional<String> continuation, Instant serviceTime) {
    /** Copies the list in. */
    public ListingPage {
        files = List.copyOf(files);
    }
}
