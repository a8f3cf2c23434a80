package io.github.azuredr.recovery;

import io.github.azuredr.error.Redaction;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.Evidence;
import java.time.Instant;
import java.util.Optional;

/**
 * A moment to which a workload's data can be brought back on the other side.
 *
 * @param from the side the data came from
 * @param at every write acknowledged before this moment is included; by the source service's clock
 * @param complete whether the pass covered everything; a forced failover's loss is measured from the last complete one
 * @param reference an attachment hash or another handle the contract understands
 */
public record RecoveryPoint(Side from, Instant at, boolean complete, Optional<String> reference) implements Evidence {
    /** Takes what looks like a secret out of the handle. */
    public RecoveryPoint {
        reference = reference.map(Redaction::of);
    }

    /** A complete point. */
    public static RecoveryPoint complete(Side from, Instant at) {
        return new RecoveryPoint(from, at, true, Optional.empty());
    }

    /** A point that covers only a part. */
    public static RecoveryPoint partial(Side from, Instant at) {
        return new RecoveryPoint(from, at, false, Optional.empty());
    }

    /** This point with a handle. */
    public RecoveryPoint referring(String handle) {
        return new RecoveryPoint(from, at, complete, Optional.of(handle));
    }
}
