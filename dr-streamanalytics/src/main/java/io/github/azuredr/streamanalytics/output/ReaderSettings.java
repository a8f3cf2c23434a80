package io.github.azuredr.streamanalytics.output;

import java.time.Duration;

/**
 * How a reader reads.
 *
 * @param pageSize rows per batch
 * @param overlap how far behind the mark a switch begins and late rows are looked for; longer than the slower side's lag
 * @param rereadEvery how often, at the end of the output, the overlap is read again for late rows
 * @param settle rows younger than this are left for later, so that stragglers fall into order; zero reads at once
 * @param gapGrace how long after the first, immediate question a gap is asked for again
 */
public record ReaderSettings(int pageSize, Duration overlap, Duration rereadEvery, Duration settle, Duration gapGrace) {
    /** Refuses what cannot work. */
    public ReaderSettings {
        if (pageSize < 1) {
            throw new IllegalArgumentException("pageSize is " + pageSize + ": read at least one row at a time");
        }
        if (overlap.isNegative() || rereadEvery.isNegative() || settle.isNegative() || gapGrace.isNegative()) {
            throw new IllegalArgumentException("overlap, rereadEvery, settle and gapGrace must not be negative");
        }
    }

    /** 2,000 rows, five minutes of overlap read again every minute, no settling, gaps asked again after 30 seconds. */
    public static ReaderSettings ofDefaults() {
        return new ReaderSettings(
                2_000, Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ZERO, Duration.ofSeconds(30));
    }

    /** The same with another page size. */
    public ReaderSettings withPageSize(int rows) {
        return new ReaderSettings(rows, overlap, rereadEvery, settle, gapGrace);
    }

    /** The same with another overlap. */
    public ReaderSettings withOverlap(Duration behind) {
        return new ReaderSettings(pageSize, behind, rereadEvery, settle, gapGrace);
    }

    /** The same with another settling time. */
    public ReaderSettings withSettle(Duration age) {
        return new ReaderSettings(pageSize, overlap, rereadEvery, age, gapGrace);
    }
}
