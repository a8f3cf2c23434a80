package io.github.azuredr.streamanalytics.output;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;

/**
 * One row of a regional output.
 *
 * @param id the row's identity, the same in both regions: the event's id, or group key and window end; empty when absent
 * @param key the key whose order is kept; empty when there is none
 * @param time event time or window end, UTC
 * @param producer who stamped the event; empty when absent
 * @param epoch the producer's epoch
 * @param sequence from 1; 0 when absent
 * @param values the application's columns in table order; values may be null
 */
public record OutputRow(
        String id, String key, Instant time, String producer, long epoch, long sequence, Map<String, Object> values) {
    /** Time, then sequence, then id: the order in which one source is read. */
    public static final Comparator<OutputRow> READING_ORDER = Comparator.comparing(OutputRow::time)
            .thenComparingLong(OutputRow::sequence)
            .thenComparing(OutputRow::id);

    /** Copies the values. */
    public OutputRow {
        values = RowValues.copyOf(values);
    }

    /** Whether producer and sequence are there. */
    public boolean stamped() {
        return sequence > 0 && !producer.isEmpty();
    }

    /** A hash over the values, whatever their order, to notice one identity with two contents. */
    public long digest() {
        return RowValues.copyOf(values).digest();
    }
}
