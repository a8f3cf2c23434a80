package io.github.azuredr.streamanalytics.window;

import io.github.azuredr.streamanalytics.output.OutputRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** One row of a window with its measures as numbers: all of the window, or what one producer epoch added to it. */
record Part(OutputRow row, long count, List<BigDecimal> measures, long first, long last) {

    static Part of(OutputRow row, WindowShape shape) {
        List<BigDecimal> measures = new ArrayList<>();
        for (List<String> columns : List.of(shape.sums(), shape.minima(), shape.maxima())) {
            for (String column : columns) {
                measures.add(number(row, column));
            }
        }
        return new Part(
                row,
                number(row, shape.count()).longValueExact(),
                List.copyOf(measures),
                shape.firstSequence() == null
                        ? 0
                        : number(row, shape.firstSequence()).longValueExact(),
                shape.lastSequence() == null
                        ? 0
                        : number(row, shape.lastSequence()).longValueExact());
    }

    String source() {
        return row.stamped() || !row.producer().isEmpty() ? row.producer() + "#" + row.epoch() : "";
    }

    boolean agreesWith(Part other) {
        return count == other.count
                && first == other.first
                && last == other.last
                && sameNumbers(measures, other.measures);
    }

    /** No sequence is missing between its first and its last event. */
    boolean unbroken() {
        return first > 0 && last - first + 1 == count;
    }

    /** Every event the other was made of is in this one: it has no holes and reaches as far on both ends. */
    boolean contains(Part other) {
        return unbroken() && first <= other.first && last >= other.last && other.first > 0;
    }

    private static boolean sameNumbers(List<BigDecimal> ours, List<BigDecimal> theirs) {
        for (int i = 0; i < ours.size(); i++) {
            if (ours.get(i).compareTo(theirs.get(i)) != 0) {
                return false;
            }
        }
        return true;
    }

    private static BigDecimal number(OutputRow row, String column) {
        Object value = row.values().get(column);
        if (value instanceof BigDecimal exact) {
            return exact;
        }
        if (value instanceof Number || value instanceof String) {
            return new BigDecimal(value.toString());
        }
        throw new IllegalArgumentException("window " + row.id() + " at " + row.time() + ": column " + column
                + (value == null ? " is missing" : " is no number"));
    }
}
