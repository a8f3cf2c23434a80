package io.github.azuredr.testkit.azure.analytics;

import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/**
 * A .NET DateTime.
 *
 * @param at the clock time, in steps of 100 nanoseconds
 * @param utc whether its kind is Utc; else Unspecified
 */
record UsqlDateTime(LocalDateTime at, boolean utc) {
    private static final LocalDateTime START = LocalDateTime.of(1, 1, 1, 0, 0);
    private static final int TICKS_A_SECOND = 10_000_000;

    static UsqlDateTime parse(String text) {
        boolean utc = text.endsWith("Z");
        return new UsqlDateTime(LocalDateTime.parse(utc ? text.substring(0, text.length() - 1) : text), utc);
    }

    UsqlDateTime plusTicks(long ticks) {
        return new UsqlDateTime(at.plusNanos(ticks * 100), utc);
    }

    /** Ticks since the year 1, the kind in the top bits, as .NET packs them. */
    BigInteger toBinary() {
        long seconds = ChronoUnit.SECONDS.between(START, at);
        long ticks = seconds * TICKS_A_SECOND + at.get(ChronoField.NANO_OF_SECOND) / 100;
        return BigInteger.valueOf(utc ? ticks | 1L << 62 : ticks);
    }

    static UsqlDateTime fromBinary(BigInteger packed) {
        long value = packed.longValueExact();
        long kind = value >>> 62;
        if (kind > 1) {
            throw UsqlError.running("DATETIME", "a DateTime of kind Local is not understood");
        }
        long ticks = value & (1L << 62) - 1;
        LocalDateTime at = START.plusSeconds(ticks / TICKS_A_SECOND).plusNanos(ticks % TICKS_A_SECOND * 100);
        return new UsqlDateTime(at, kind == 1);
    }

    /** The round-trip form. */
    @Override
    public String toString() {
        return at.format(java.time.format.DateTimeFormatter.ofPattern(
                        "uuuu-MM-dd'T'HH:mm:ss.SSSSSSS", java.util.Locale.ROOT))
                + (utc ? "Z" : "");
    }
}
