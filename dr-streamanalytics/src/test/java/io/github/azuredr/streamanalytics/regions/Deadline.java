package io.github.azuredr.streamanalytics.regions;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for something real, by the clock. */
final class Deadline {
    private Deadline() {}

    interface Check {
        boolean holds() throws Exception;
    }

    /** For a process that has nothing to do until something outside it changes. */
    static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }

    /** Asks again and again; a check that throws does not hold yet. */
    static void await(Duration atMost, Supplier<String> what, Check check) {
        long end = System.nanoTime() + atMost.toNanos();
        Exception last = null;
        do {
            try {
                if (check.holds()) {
                    return;
                }
            } catch (Exception notYet) {
                last = notYet;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        } while (System.nanoTime() < end);
        throw new IllegalStateException("not within " + atMost + ": " + what.get(), last);
    }
}
