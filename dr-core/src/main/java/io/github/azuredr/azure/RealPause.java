package io.github.azuredr.azure;

import io.github.azuredr.error.RecoveryException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Waits in real time; an interrupt ends the wait and the call that waited. */
final class RealPause implements Consumer<Duration> {
    @Override
    public void accept(Duration wait) {
        try {
            // No permit is ever given, so this returns when the time is up.
            boolean given = new Semaphore(0).tryAcquire(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
            if (given) {
                throw new IllegalStateException("a permit nobody gave");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new RecoveryException(
                    "Interrupted while waiting for Azure.", "read the resource before repeating.", stop);
        }
    }
}
