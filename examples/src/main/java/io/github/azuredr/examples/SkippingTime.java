package io.github.azuredr.examples;

import io.github.azuredr.time.TimeSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** The machine's time, with hours that can be skipped, so that a story of a day takes seconds. */
final class SkippingTime extends Clock implements TimeSource {
    private final TimeSource system = TimeSource.system();
    private final AtomicLong skipped = new AtomicLong();

    void skip(Duration duration) {
        skipped.addAndGet(duration.toNanos());
    }

    @Override
    public Instant now() {
        return system.now().plusNanos(skipped.get());
    }

    @Override
    public long nanos() {
        return system.nanos() + skipped.get();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        system.pause(duration);
    }

    @Override
    public Instant instant() {
        return now();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
