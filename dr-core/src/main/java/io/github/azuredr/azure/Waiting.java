package io.github.azuredr.azure;

import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.time.TimeSource;
import java.time.Duration;
import java.util.function.Consumer;

/** Waits on the given time; an interrupt ends the wait and the call that waited, and stays set. */
record Waiting(TimeSource time) implements Consumer<Duration> {
    @Override
    public void accept(Duration duration) {
        try {
            time.pause(duration);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new RecoveryException(
                    "Interrupted while waiting for Azure.", "read the resource before repeating.", stop);
        }
    }
}
