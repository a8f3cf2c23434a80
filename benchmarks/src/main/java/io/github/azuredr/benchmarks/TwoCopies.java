package io.github.azuredr.benchmarks;

/**
 * Rows as two regions write them: each event twice, the second region ten thousand events behind, one row in a thousand
 * five thousand later than its place, from a thousand producers.
 */
final class TwoCopies {
    static final int PRODUCERS = 1_000;
    private static final int LAG = 10_000;
    private static final int LATE = 5_000;

    private final String[] names = new String[PRODUCERS];
    private final long events;

    /** One row. */
    interface Taker {
        void take(String producer, long sequence, long digest);
    }

    TwoCopies(long rows) {
        events = rows / 2;
        for (int i = 0; i < PRODUCERS; i++) {
            names[i] = "producer-" + i;
        }
    }

    long rows() {
        return 2 * events;
    }

    void all(Taker taker) {
        for (long step = 0; step < events + LAG + LATE; step++) {
            copy(step, 1, taker);
            copy(step - LAG, 2, taker);
        }
    }

    private void copy(long event, int region, Taker taker) {
        if (event >= 0 && event < events && !late(event, region)) {
            row(event, taker);
        }
        long held = event - LATE;
        if (held >= 0 && held < events && late(held, region)) {
            row(held, taker);
        }
    }

    private void row(long event, Taker taker) {
        taker.take(names[(int) (event % PRODUCERS)], event / PRODUCERS + 1, mix(event));
    }

    private static boolean late(long event, int region) {
        return Long.remainderUnsigned(mix(event * 2 + region), 1_000) == 0;
    }

    private static long mix(long value) {
        long mixed = value * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 29;
    }
}
