package io.github.azuredr.streamanalytics;

import java.time.Instant;
import java.util.Optional;

/** How far the application has read the clean output; asked at each look, so it should read a checkpoint that is at hand. */
@FunctionalInterface
public interface OutputProgress {
    /** The event time up to which every row was read; empty when nobody knows. Must not depend on the lost region. */
    Optional<Instant> reconciledUntil();

    /** Nobody knows: starts go by what the other side's job showed last. */
    static OutputProgress unknown() {
        return Optional::empty;
    }
}
