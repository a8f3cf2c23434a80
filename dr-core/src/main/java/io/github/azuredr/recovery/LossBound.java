package io.github.azuredr.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The most that a forced failover can lose for one workload: everything written since its last complete recovery point.
 *
 * @param workload the workload's name
 * @param measuredAt when this was measured; for a run, at its fence
 * @param since the last complete recovery point; empty when there never was one, so that everything may be lost
 */
public record LossBound(String workload, Instant measuredAt, Optional<Instant> since) {
    /** The ceiling of a person who accepts that everything may be lost; no shorter one covers a missing recovery point. */
    public static final Duration EVERYTHING = Duration.ofSeconds(Long.MAX_VALUE);

    /** How much, as time; empty means everything. */
    public Optional<Duration> age() {
        return since.map(s -> s.isAfter(measuredAt) ? Duration.ZERO : Duration.between(s, measuredAt));
    }

    /** Whether it is no more than the ceiling. */
    public boolean within(Duration ceiling) {
        return age().map(a -> a.compareTo(ceiling) <= 0).orElse(ceiling.equals(EVERYTHING));
    }
}
