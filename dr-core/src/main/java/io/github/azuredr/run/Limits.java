package io.github.azuredr.run;

import java.time.Duration;

/**
 * How much a runner does at once and how often it looks around.
 *
 * @param parallel the most attempts under way
 * @param retry how failed steps are repeated
 * @param lookAround how often a waiting runner reads the journal for pauses, cancellations and adoptions
 * @param patience how long an effect in doubt may stay unobservable before a person is asked
 */
public record Limits(int parallel, RetryPolicy retry, Duration lookAround, Duration patience) {
    /** Refuses what could not work. */
    public Limits {
        if (parallel < 1) {
            throw new IllegalArgumentException("limits.parallel: must be at least 1, was " + parallel);
        }
        if (lookAround.isNegative() || lookAround.isZero()) {
            throw new IllegalArgumentException("limits.lookAround: must be longer than zero, was " + lookAround);
        }
        if (patience.isNegative()) {
            throw new IllegalArgumentException("limits.patience: must not be negative, was " + patience);
        }
    }

    /** Eight at once, a look around every half second, ten minutes of patience. */
    public static Limits ofDefaults() {
        return new Limits(8, RetryPolicy.ofDefaults(), Duration.ofMillis(500), Duration.ofMinutes(10));
    }

    /** These limits with another number of attempts at once. */
    public Limits withParallel(int attempts) {
        return new Limits(attempts, retry, lookAround, patience);
    }

    /** These limits with another way to repeat. */
    public Limits withRetry(RetryPolicy policy) {
        return new Limits(parallel, policy, lookAround, patience);
    }
}
