package io.github.azuredr.testkit.time;

import io.github.azuredr.time.TimeSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A clock that moves only when told to, and runs what is due on the way.
 *
 * <p>{@link #advance} is also the virtual wait: code that would sleep is given it instead. Safe for concurrent use; what
 * is due runs on the advancing thread, in order of time and then of registration, and may itself advance the clock.
 */
public final class ManualClock extends Clock implements TimeSource {
    private final Shared shared;
    private final ZoneId zone;

    private ManualClock(Shared shared, ZoneId zone) {
        this.shared = shared;
        this.zone = zone;
    }

    /** A clock that stands at this instant, in UTC. */
    public static ManualClock at(Instant start) {
        return new ManualClock(new Shared(start), ZoneOffset.UTC);
    }

    /** A clock that stands at this ISO-8601 instant, such as {@code 2026-11-20T10:00:00Z}. */
    public static ManualClock at(String start) {
        return at(Instant.parse(start));
    }

    /**
     * Moves time forward and runs whatever falls due on the way, each at its own instant.
     *
     * @throws IllegalArgumentException when the step is negative: this clock never goes back
     */
    public void advance(Duration step) {
        if (step.isNegative()) {
            throw new IllegalArgumentException("step must not be negative: " + step + "; this clock never goes back");
        }
        shared.advance(step);
    }

    /** Moves time forward to this instant; does nothing when it is already past. */
    public void advanceTo(Instant instant) {
        Duration step = Duration.between(instant(), instant);
        if (!step.isNegative()) {
            advance(step);
        }
    }

    /** Runs an action when the clock reaches this instant; one that is already reached runs at the next advance. */
    public void at(Instant instant, Runnable action) {
        shared.schedule(instant, action);
    }

    /** Runs an action once this much time has passed. */
    public void after(Duration delay, Runnable action) {
        shared.schedule(instant().plus(delay), action);
    }

    @Override
    public Instant now() {
        return instant();
    }

    /** Time passed since this clock was made, in nanoseconds. */
    @Override
    public long nanos() {
        return shared.elapsed();
    }

    /** Waits without waiting: moves the clock; zero or less does nothing. */
    @Override
    public void pause(Duration duration) {
        if (!duration.isNegative()) {
            advance(duration);
        }
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new ManualClock(shared, other);
    }

    @Override
    public Instant instant() {
        return shared.now();
    }

    @Override
    public String toString() {
        return "ManualClock[" + instant() + "]";
    }

    private record Due(Instant at, long order, Runnable action) {}

    /** What all zones of one clock share. */
    private static final class Shared {
        private final Instant start;
        private final PriorityQueue<Due> due =
                new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::order));
        private Instant now;
        private long registered;

        Shared(Instant start) {
            this.start = start;
            this.now = start;
        }

        synchronized Instant now() {
            return now;
        }

        synchronized long elapsed() {
            return Duration.between(start, now).toNanos();
        }

        synchronized void schedule(Instant at, Runnable action) {
            due.add(new Due(at, registered++, action));
        }

        void advance(Duration step) {
            Instant target = now().plus(step);
            // Run outside the lock: an action may advance the clock or register another action.
            for (Runnable next = nextUntil(target); next != null; next = nextUntil(target)) {
                next.run();
            }
        }

        private synchronized @Nullable Runnable nextUntil(Instant target) {
            Due head = due.peek();
            if (head == null || head.at().isAfter(target)) {
                now = now.isAfter(target) ? now : target;
                return null;
            }
            due.remove();
            now = now.isAfter(head.at()) ? now : head.at();
            return head.action();
        }
    }
}
