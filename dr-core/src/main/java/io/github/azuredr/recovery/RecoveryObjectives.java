package io.github.azuredr.recovery;

import java.time.Duration;

/**
 * What the business accepts.
 *
 * @param rpo the greatest data loss, as time
 * @param rto the longest outage
 */
public record RecoveryObjectives(Duration rpo, Duration rto) {
    /** Refuses what is not positive. */
    public RecoveryObjectives {
        requirePositive("objectives.rpo", rpo);
        requirePositive("objectives.rto", rto);
    }

    /** Starts with the recovery point objective; {@link Rpo#rto} completes it. */
    public static Rpo rpo(Duration rpo) {
        return new Rpo(rpo);
    }

    /**
     * Half of the objectives.
     *
     * @param rpo the greatest data loss, as time
     */
    public record Rpo(Duration rpo) {
        /** Refuses what is not positive. */
        public Rpo {
            requirePositive("objectives.rpo", rpo);
        }

        /** Adds the recovery time objective. */
        public RecoveryObjectives rto(Duration rto) {
            return new RecoveryObjectives(rpo, rto);
        }
    }

    private static void requirePositive(String field, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(field + ": must be longer than zero, was " + value);
        }
    }
}
