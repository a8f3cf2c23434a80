package io.github.azuredr.datalake.files;

import io.github.azuredr.datalake.manifest.Manifest;
import io.github.azuredr.datalake.manifest.ManifestHead;
import io.github.azuredr.datalake.manifest.PassRefused;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.Patience;
import io.github.azuredr.pair.Side;

/**
 * A failover's hold on a side that then never became active, because the failover was given up before its route. Nobody
 * wrote there but passes, so the manifest still fits and passes may simply go on.
 */
public final class UnusedHold {
    private static final String BY_FAILOVER = "became active; replication into it has ended";

    private UnusedHold() {}

    /** The hold a failover to this side raises on it. */
    public static String byFailoverTo(Side side) {
        return "side " + side + " " + BY_FAILOVER;
    }

    /**
     * Whether a hold is unused.
     *
     * @param hold on the side that is not active
     * @param activeGeneration of the manifest on the side that is active, or was last
     * @param activeHold on that side
     */
    public static boolean isUnused(String hold, long activeGeneration, String activeHold) {
        // Whoever becomes active is held; a side without that hold, or turned since, was active all the time.
        return hold.endsWith(BY_FAILOVER) && (activeGeneration == 0 || Turn.isTurned(activeHold));
    }

    /**
     * Lets passes go on.
     *
     * @param held the side whose hold is unused
     * @param active the side that is active, or was last
     * @return the head afterwards, also when there was no hold
     * @throws PassRefused when the hold is another one
     */
    public static ManifestHead release(String tree, LakePort held, LakePort active, long epoch, Patience patience) {
        ManifestHead other = Manifest.peek(active, tree, patience);
        return Manifest.release(held, tree, epoch, hold -> isUnused(hold, other.generation(), other.hold()), patience);
    }
}
