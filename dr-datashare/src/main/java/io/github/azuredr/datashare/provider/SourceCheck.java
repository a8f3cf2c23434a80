package io.github.azuredr.datashare.provider;

import io.github.azuredr.datashare.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * Says how new the data behind a dataset is, for stores that are replicated outside this library. It may call anything; it
 * is asked when readiness looks, on the looking thread, and throws what its store throws.
 */
@FunctionalInterface
public interface SourceCheck {

    /**
     * Up to when the data is complete.
     *
     * @param share the share
     * @param dataSet the dataset's name
     * @param kind its kind on the wire
     * @param properties where it lies
     * @return empty when it is not known, {@link Instant#EPOCH} when there is nothing
     */
    Optional<Instant> completeUpTo(String share, String dataSet, String kind, JsonObject properties);

    /** Knows nothing. */
    static SourceCheck none() {
        return (share, dataSet, kind, properties) -> Optional.empty();
    }
}
