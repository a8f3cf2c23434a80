package io.github.azuredr.streamanalytics.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which column of an output table says what. Declare time, sequence and id NOT NULL and index them in this order; index
 * producer, epoch and sequence for filling gaps.
 *
 * @param name the table, with its schema when it needs one
 * @param time event time or window end, UTC
 * @param id the row's identity
 * @param key the key whose order is kept; null when there is none
 * @param producer null when the query emits no stamp; then epoch and sequence are null too
 * @param epoch the producer's epoch
 * @param sequence the sequence in that epoch
 * @param values the application's columns
 */
public record OutputTable(
        String name,
        String time,
        String id,
        @Nullable String key,
        @Nullable String producer,
        @Nullable String epoch,
        @Nullable String sequence,
        List<String> values) {
    private static final Pattern TABLE = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)?");
    private static final Pattern COLUMN = Pattern.compile("[A-Za-z_]\\w*");

    /** Copies; refuses names that are not plain identifiers and half a stamp. */
    public OutputTable {
        values = List.copyOf(values);
        if (!TABLE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "table '" + name + "' is not a name or schema.name of letters, digits, _");
        }
        List<String> all = new ArrayList<>(values);
        all.add(time);
        all.add(id);
        for (String optional : new String[] {key, producer, epoch, sequence}) {
            if (optional != null) {
                all.add(optional);
            }
        }
        for (String column : all) {
            if (!COLUMN.matcher(column).matches()) {
                throw new IllegalArgumentException("column '" + column + "' is not a name of letters, digits and _");
            }
        }
        if (producer == null != (sequence == null) || producer == null != (epoch == null)) {
            throw new IllegalArgumentException(
                    "producer, epoch and sequence belong together: name all three columns or none");
        }
    }

    /** A table whose stamp columns have the names the sender stamps with. */
    public static OutputTable stamped(String name, @Nullable String key, List<String> values) {
        return new OutputTable(name, "drEventTime", "drEventId", key, "drProducer", "drEpoch", "drSequence", values);
    }

    /** Every column once: those with a meaning, then the values. */
    List<String> columns() {
        List<String> columns = new ArrayList<>(List.of(time, id));
        for (String optional : new String[] {sequence, producer, epoch, key}) {
            if (optional != null && !columns.contains(optional)) {
                columns.add(optional);
            }
        }
        values.stream().filter(value -> !columns.contains(value)).forEach(columns::add);
        return List.copyOf(columns);
    }
}
