package io.github.azuredr.time;

import java.time.Duration;
import java.time.Instant;

/** Wall clock, monotonic clock and the only way to wait; tests give one they move by hand. */
public interface TimeSource {

    /** The wall clock; it may jump, so nothing decides ownership by it. */
    Instant now();

    /** A monotonic reading in nanoseconds, comparable only with others of the same source. */
    long nanos();

    /**
     * Waits.
     *
     * @param duration how long; zero or less returns at once
     * @throws InterruptedException when the waiting thread is told to stop
     */
    void pause(Duration duration) throws InterruptedException;

    /** The machine's clocks. */
    static TimeSource system() {
        return new SystemTime();
    }
}
