package io.github.azuredr.time;

import java.time.Duration;
import java.util.Locale;

/** Durations as people read them on pages. For the library's own use. */
public final class Spoken {
    private Spoken() {}

    /** The two units that matter, such as {@code 420 ms}, {@code 30.0 s}, {@code 3 min 30 s} or {@code 2 h 5 min}. */
    public static String of(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 120_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long seconds = duration.toSeconds();
        return seconds < 7200
                ? both(seconds / 60, "min", seconds % 60, "s")
                : both(seconds / 3600, "h", seconds % 3600 / 60, "min");
    }

    private static String both(long large, String largeUnit, long small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
