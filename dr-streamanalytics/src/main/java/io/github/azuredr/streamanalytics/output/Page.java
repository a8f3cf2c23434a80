package io.github.azuredr.streamanalytics.output;

import java.util.List;

/**
 * What one read brought.
 *
 * @param rows in reading order
 * @param next where the next read continues
 * @param atEnd whether nothing was left when it was read
 * @param unplaced rows that have no place in the order (no time, sequence or id where the order needs one), described
 */
public record Page(List<OutputRow> rows, Position next, boolean atEnd, List<String> unplaced) {
    /** Copies the lists. */
    public Page {
        rows = List.copyOf(rows);
        unplaced = List.copyOf(unplaced);
    }
}
