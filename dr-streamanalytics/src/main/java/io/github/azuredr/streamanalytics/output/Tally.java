package io.github.azuredr.streamanalytics.output;

/**
 * Counts since the reader was opened; a batch that was not committed is not counted.
 *
 * @param delivered rows the application saw
 * @param duplicates rows skipped because they were seen before
 * @param late delivered after their place in the order
 * @param filled delivered because their sequence was missing
 * @param problems rows and ranges reported
 */
public record Tally(long delivered, long duplicates, long late, long filled, long problems) {
    static final Tally NONE = new Tally(0, 0, 0, 0, 0);

    Tally plus(Tally more) {
        return new Tally(
                delivered + more.delivered,
                duplicates + more.duplicates,
                late + more.late,
                filled + more.filled,
                problems + more.problems);
    }
}
