package io.github.azuredr.datashare.consumer;

import io.github.azuredr.datashare.resource.ScratchPlace;
import io.github.azuredr.error.RecoveryException;
import java.time.Duration;

/**
 * What a consumer wants beyond an idle stand-in.
 *
 * @param whilePreparing whether the stand-in takes one full snapshot while it is idle: without it the first one after a
 *     failover copies everything, whatever its mode
 * @param atFailover whether a failover takes a snapshot before callers are sent to the new side
 * @param scratchContainer the container rehearsals are made in, one in each target's storage account
 * @param longestSnapshot after how long a snapshot is given up
 */
public record ConsumerPolicy(
        boolean whilePreparing, boolean atFailover, String scratchContainer, Duration longestSnapshot) {

    /** Refuses a container name that none can have, and a time that is none. */
    public ConsumerPolicy {
        new ScratchPlace("any", scratchContainer);
        if (longestSnapshot.isNegative() || longestSnapshot.isZero()) {
            throw new RecoveryException(
                    "ConsumerPolicy.longestSnapshot is " + longestSnapshot + ".", "give a positive duration.");
        }
    }

    /** No snapshots but rehearsals, in a container named {@code dr-rehearsal}, of up to six hours. */
    public static ConsumerPolicy ofDefaults() {
        return new ConsumerPolicy(false, false, "dr-rehearsal", Duration.ofHours(6));
    }

    /** This policy, with a full snapshot of the idle stand-in. */
    public ConsumerPolicy withSnapshotWhilePreparing() {
        return new ConsumerPolicy(true, atFailover, scratchContainer, longestSnapshot);
    }

    /** This policy, with a snapshot in a failover. */
    public ConsumerPolicy withSnapshotAtFailover() {
        return new ConsumerPolicy(whilePreparing, true, scratchContainer, longestSnapshot);
    }

    /** This policy, rehearsing in a container of this name. */
    public ConsumerPolicy rehearsingIn(String container) {
        return new ConsumerPolicy(whilePreparing, atFailover, container, longestSnapshot);
    }

    /** This policy, waiting so long for a snapshot. */
    public ConsumerPolicy waitingForSnapshots(Duration longest) {
        return new ConsumerPolicy(whilePreparing, atFailover, scratchContainer, longest);
    }
}
