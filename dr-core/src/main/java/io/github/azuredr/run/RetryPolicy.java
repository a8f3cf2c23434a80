package io.github.azuredr.run;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How the runner, and nobody below it, repeats a step that failed for now.
 *
 * @param attempts the most attempts, the first included
 * @param first the wait before the second attempt, before jitter
 * @param longest the longest wait
 */
public record RetryPolicy(int attempts, Duration first, Duration longest) {
    /** Refuses what could not work. */
    public RetryPolicy {
        if (attempts < 1) {
            throw new IllegalArgumentException("retry.attempts: must be at least 1, was " + attempts);
        }
        if (first.isNegative() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "retry: must be 0 <= first <= longest, were " + first + " and " + longest);
        }
    }

    /** Six attempts, one second doubling to at most a minute: a brownout of two minutes is ridden out. */
    public static RetryPolicy ofDefaults() {
        return new RetryPolicy(6, Duration.ofSeconds(1), Duration.ofMinutes(1));
    }

    /** The wait after an attempt: between half and all of the doubled wait, so that many runs do not return at once. */
    Duration after(int attempt, RandomGenerator random) {
        long ceiling = longest.toMillis();
        long wait = first.toMillis();
        for (int i = 1; i < attempt && wait < ceiling; i++) {
            wait *= 2;
        }
        long capped = Math.min(wait, ceiling);
        return Duration.ofMillis(capped / 2 + (capped < 2 ? 0 : random.nextLong(capped / 2 + 1)));
    }
}
