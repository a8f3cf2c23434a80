package io.github.azuredr.recovery;

import java.time.Duration;

/**
 * How often a replication pass is due, and when a late one is told.
 *
 * @param every the cadence: a pass starts this long after the last one started
 * @param warnBeyond a newest recovery point older than this many cadences is a warning
 * @param criticalBeyond one older than this many cadences is critical
 */
public record ReplicationPolicy(Duration every, double warnBeyond, double criticalBeyond) {
    /** Refuses a cadence that is not positive and thresholds out of order. */
    public ReplicationPolicy {
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException("replication.every: must be longer than zero, was " + every);
        }
        if (warnBeyond < 1 || criticalBeyond < warnBeyond) {
            throw new IllegalArgumentException(
                    "replication: thresholds must be 1 <= warnBeyond <= criticalBeyond, were " + warnBeyond + " and "
                            + criticalBeyond);
        }
    }

    /** A pass every so often; a warning beyond twice the cadence, critical beyond three times. */
    public static ReplicationPolicy every(Duration cadence) {
        return new ReplicationPolicy(cadence, 2, 3);
    }

    /**
     * Says why these objectives cannot be met.
     *
     * @throws IllegalArgumentException when even a punctual pass leaves more unreplicated than the RPO allows
     */
    public void mustMeet(RecoveryObjectives objectives) {
        if (every.compareTo(objectives.rpo()) > 0) {
            throw new IllegalArgumentException("replication.every: a pass every " + every + " cannot meet an RPO of "
                    + objectives.rpo() + "; replicate at least that often or accept a longer RPO");
        }
    }
}
