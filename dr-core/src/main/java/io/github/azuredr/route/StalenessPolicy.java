package io.github.azuredr.route;

import java.time.Duration;
import java.util.Optional;

/**
 * What callers get while the journal cannot be read, so that nobody here would learn of a failover.
 *
 * @param refuseAfter after how long without a good read callers are refused; empty means they go on being served
 */
public record StalenessPolicy(Optional<Duration> refuseAfter) {
    /** Refuses a limit that is not positive. */
    public StalenessPolicy {
        if (refuseAfter.filter(d -> d.isNegative() || d.isZero()).isPresent()) {
            throw new IllegalArgumentException("whenJournalIsUnreachable: the limit must be longer than zero");
        }
    }

    /**
     * Refuses when the last good read is older than this. Shorter than the time a failover takes elsewhere, it keeps two
     * processes from using two sides at once.
     */
    public static StalenessPolicy refuseWritesAfter(Duration limit) {
        return new StalenessPolicy(Optional.of(limit));
    }

    /** Goes on serving the side last known as active: no outage by the journal's loss, but a failover may be missed. */
    public static StalenessPolicy keepServing() {
        return new StalenessPolicy(Optional.empty());
    }

    @Override
    public String toString() {
        return refuseAfter
                .map(d -> "refuse after " + d + " without the journal")
                .orElse("keep serving without the journal");
    }
}
