package io.github.azuredr.datalake.store;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How long to put up with a service that asks for patience or does not answer. Only reads are repeated here.
 *
 * @param attempts how often a call is sent at most, the first included
 * @param firstWait the wait before the second attempt; it doubles each time
 * @param pause the one way to wait, virtual in tests
 */
public record Patience(int attempts, Duration firstWait, Consumer<Duration> pause) {
    /** Checks the parts. */
    public Patience {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts: at least 1, was " + attempts);
        }
    }

    /** Five attempts over some fifteen seconds. */
    public static Patience ofDefaults(Consumer<Duration> pause) {
        return new Patience(5, Duration.ofSeconds(1), pause);
    }

    /** A read, repeated while the failure is worth it. */
    public <T> T read(Supplier<T> call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (LakeException failed) {
                if (!failed.kind().worthRetrying() || attempt >= attempts) {
                    throw failed;
                }
                waitAfter(attempt);
            }
        }
    }

    /** Waits before the attempt that follows the given one. */
    public void waitAfter(int attempt) {
        pause.accept(firstWait.multipliedBy(1L << Math.min(attempt - 1, 6)));
    }
}
