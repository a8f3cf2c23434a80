package io.github.azuredr.streamanalytics.output;

import io.github.azuredr.streamanalytics.mark.SequenceRange;
import io.github.azuredr.streamanalytics.stamp.ProducerEpoch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One region's output, read in the order of time, sequence and id (or of arrival, for a log). */
public interface RowSource {
    /** The position before the first row not older than the given time; {@link Instant#MIN} is the beginning. */
    Position startingAt(Instant time);

    /**
     * Reads on.
     *
     * @param after where to continue
     * @param before rows of this time or later are left for another read; a log may ignore it
     * @param atMost rows per page
     * @throws RowSourceException when the region cannot be read
     */
    Page read(Position after, Instant before, int atMost);

    /**
     * Looks for missing sequences.
     *
     * @param near a time near which they are expected: the newest time the reader knows
     * @return what is there, by ascending sequence
     * @throws RowSourceException when the region cannot be read
     */
    List<OutputRow> find(ProducerEpoch source, SequenceRange wanted, Instant near, int atMost);

    /**
     * The newest time in the output; empty when there is no row.
     *
     * @throws RowSourceException when the region cannot be read
     */
    Optional<Instant> newest();

    /**
     * The highest sequence of each producer epoch among the rows not older than the given time: shows what the other side
     * lacks at an end that no later row follows. Empty where a source cannot tell.
     *
     * @throws RowSourceException when the region cannot be read
     */
    default Map<ProducerEpoch, Long> reached(Instant since) {
        return Map.of();
    }

    /**
     * Whether rows come by time, as from a table: a late row then appears behind the position and an overlap must be read
     * again. A log comes by arrival and hides nothing.
     */
    default boolean orderedByTime() {
        return true;
    }
}
