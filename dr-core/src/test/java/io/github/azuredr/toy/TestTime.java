package io.github.azuredr.toy;

import io.github.azuredr.time.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** Time that stands still until somebody waits or moves it. */
public final class TestTime implements TimeSource {
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private long nanos;

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized void pause(Duration duration) {
        advance(duration);
    }

    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
        nanos += duration.toNanos();
    }
}
