package io.github.azuredr.streamanalytics;

import io.github.azuredr.time.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** Time that moves when told; both clocks together. */
public final class ManualTime implements TimeSource {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant now = START;
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
    public void pause(Duration duration) {
        advance(duration);
    }

    public synchronized void advance(Duration by) {
        now = now.plus(by);
        nanos += by.toNanos();
    }

    /** Only the wall clock jumps. */
    public synchronized void jump(Duration by) {
        now = now.plus(by);
    }
}
