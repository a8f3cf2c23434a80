package io.github.azuredr.pair;

import io.github.azuredr.error.RecoveryException;
import java.util.Optional;

/**
 * What is known about one region.
 *
 * @param region its name
 * @param displayName its name as people read it
 * @param geography the residency boundary Azure puts it in
 * @param cloud the cloud it belongs to; two clouds share neither identities nor networks
 * @param pair the region Azure names as its pair, if any
 * @param pairing whether that naming holds in both directions
 * @param accessRestricted whether a subscription must ask before it may deploy there
 * @param zones whether it has availability zones
 * @param note one sentence on what is unusual about it, or empty
 */
public record RegionFacts(
        Region region,
        String displayName,
        String geography,
        Cloud cloud,
        Optional<Region> pair,
        Pairing pairing,
        boolean accessRestricted,
        Zones zones,
        String note) {

    /** Azure clouds that are separate from each other. */
    public enum Cloud {
        PUBLIC,
        CHINA,
        US_GOVERNMENT
    }

    /** Whether a region's pair names it back. */
    public enum Pairing {
        SYMMETRIC,
        ONE_WAY,
        NONE,
        UNKNOWN
    }

    /** Whether a region has availability zones. */
    public enum Zones {
        YES,
        NO,
        UNKNOWN
    }

    /** Refuses facts that contradict each other. */
    public RegionFacts {
        if (!Region.of(displayName).equals(region)) {
            throw refused("displayName is '" + displayName + "', which is the spelling of another region", region);
        }
        if (geography.isBlank()) {
            throw refused("geography is blank", region);
        }
        // Real answers of Azure Resource Manager have held self-pairs; believing one would fail over in place.
        if (pair.isPresent() && pair.get().equals(region)) {
            throw refused("pair names the region itself", region);
        }
        if (pair.isPresent() ? pairing == Pairing.NONE : pairing == Pairing.SYMMETRIC || pairing == Pairing.ONE_WAY) {
            throw refused(
                    "pairing is " + pairing + " while pair is "
                            + pair.map(Region::name).orElse("absent"),
                    region);
        }
    }

    private static RecoveryException refused(String what, Region region) {
        return new RecoveryException(
                "RegionFacts of " + region + " contradict themselves: " + what + ".",
                "correct the facts; Azure Resource Manager lists a subscription's regions under 'locations'.");
    }
}
