package io.github.azuredr.streamanalytics.window;

import java.time.Duration;
import java.time.Instant;

/**
 * How windows are read.
 *
 * @param policy what to do when the sides differ without proof
 * @param grace how long a window waits for the slower side, from its end
 * @param overlap how far behind the mark a better value is still looked for
 * @param slice how much time one batch covers at most; its windows are held in memory
 * @param startAt where a reader without a checkpoint begins
 */
public record WindowSettings(ConflictPolicy policy, Duration grace, Duration overlap, Duration slice, Instant startAt) {
    /** Refuses what cannot work. */
    public WindowSettings {
        if (grace.isNegative() || overlap.isNegative()) {
            throw new IllegalArgumentException("grace and overlap must not be negative: " + grace + ", " + overlap);
        }
        if (slice.isZero() || slice.isNegative()) {
            throw new IllegalArgumentException("slice is " + slice + ": a batch covers some time");
        }
    }

    /** Two minutes of grace, an hour of overlap, a day per batch. */
    public static WindowSettings startingAt(Instant time, ConflictPolicy policy) {
        return new WindowSettings(policy, Duration.ofMinutes(2), Duration.ofHours(1), Duration.ofDays(1), time);
    }
}
