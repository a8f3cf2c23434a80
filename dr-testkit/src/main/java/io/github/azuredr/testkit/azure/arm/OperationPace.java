package io.github.azuredr.testkit.azure.arm;

import java.time.Duration;
import java.util.Optional;

/**
 * How long operations take: until the clock has moved on or enough polls came, whichever is first. Never a real wait.
 *
 * @param time on the simulated clock
 * @param polls how many polls it takes at most; the last of them sees the final state
 * @param retryAfter what answers on the way say in Retry-After, in whole seconds; empty leaves the header out
 */
public record OperationPace(Duration time, int polls, Optional<Duration> retryAfter) {

    /** Refuses a pace at which nothing would ever end. */
    public OperationPace {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time must not be negative: " + time);
        }
        if (polls < 1) {
            throw new IllegalArgumentException("polls must be at least 1: " + polls);
        }
    }

    /** Thirty seconds or two polls, a second apart. */
    public static OperationPace ofDefaults() {
        return new OperationPace(Duration.ofSeconds(30), 2, Optional.of(Duration.ofSeconds(1)));
    }
}
