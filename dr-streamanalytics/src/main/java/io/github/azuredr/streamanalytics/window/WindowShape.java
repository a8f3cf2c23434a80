package io.github.azuredr.streamanalytics.window;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a windowed row can be compared and merged. A row with producer and epoch is a part: the query groups by
 * them too, and the window is the sum of its parts.
 *
 * @param count the COUNT(*) column
 * @param sums columns that add up
 * @param minima columns of which the least counts
 * @param maxima columns of which the greatest counts
 * @param firstSequence MIN of the sequence; null when the query does not emit it
 * @param lastSequence MAX of the sequence; null when the query does not emit it
 */
public record WindowShape(
        String count,
        List<String> sums,
        List<String> minima,
        List<String> maxima,
        @Nullable String firstSequence,
        @Nullable String lastSequence) {
    /** Copies; refuses half a range. */
    public WindowShape {
        sums = List.copyOf(sums);
        minima = List.copyOf(minima);
        maxima = List.copyOf(maxima);
        if (firstSequence == null != (lastSequence == null)) {
            throw new IllegalArgumentException("firstSequence and lastSequence belong together: name both or none");
        }
    }

    /** A shape with only a count. */
    public static WindowShape counted(String count) {
        return new WindowShape(count, List.of(), List.of(), List.of(), null, null);
    }
}
