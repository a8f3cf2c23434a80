package io.github.azuredr.azure;

import io.github.azuredr.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time that moves only when someone waits, and remembers every wait. */
final class ManualTime implements TimeSource {
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private long nanos;

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void pause(Duration duration) {
        pauses.add(duration);
        advance(duration);
    }

    void advance(Duration duration) {
        now = now.plus(duration);
        nanos += duration.toNanos();
    }

    List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    Duration waited() {
        return pauses.stream().reduce(Duration.ZERO, Duration::plus);
    }
}
