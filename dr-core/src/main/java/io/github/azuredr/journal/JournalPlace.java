package io.github.azuredr.journal;

import io.github.azuredr.pair.Region;
import java.util.Optional;

/**
 * Where a journal's bytes live, so that readiness can say whether they survive the loss of a side.
 *
 * @param kind how much is known about the place
 * @param region the Azure region, exactly when the kind is {@link Kind#REGION}
 * @param description the place in words, without secrets
 */
public record JournalPlace(Kind kind, Optional<Region> region, String description) {

    /** How much is known about the place. */
    public enum Kind {
        /** On this machine: lost with it. */
        LOCAL,
        /** In a named Azure region: lost with that region. */
        REGION,
        /** The store cannot tell. */
        UNKNOWN
    }

    /** Refuses a region without the kind that has one, and the reverse. */
    public JournalPlace {
        if (region.isPresent() != (kind == Kind.REGION)) {
            throw new JournalException(
                    "JournalPlace.region is " + region.map(Region::name).orElse("absent") + " while kind is " + kind
                            + ", but a region is given exactly for the kind REGION.",
                    "use JournalPlace.inRegion(...) for a place in a region.");
        }
        if (description.isBlank()) {
            throw new JournalException("JournalPlace.description is blank.", "say in a few words where it is.");
        }
    }

    /** A place on this machine. */
    public static JournalPlace local(String description) {
        return new JournalPlace(Kind.LOCAL, Optional.empty(), description);
    }

    /** A place in that region. */
    public static JournalPlace inRegion(Region region, String description) {
        return new JournalPlace(Kind.REGION, Optional.of(region), description);
    }

    /** A place the store knows nothing about. */
    public static JournalPlace unknown(String description) {
        return new JournalPlace(Kind.UNKNOWN, Optional.empty(), description);
    }
}
