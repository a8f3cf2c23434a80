package io.github.azuredr.streamanalytics.mark;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.stamp.ProducerEpoch;
import java.time.Instant;

/**
 * Sequences a side will never get, as the sender knows exactly.
 *
 * @param side the side that misses them
 * @param source whose sequences
 * @param first the lowest
 * @param last the highest
 * @param reason why
 * @param at when the first was given up
 */
public record RecordedGap(Side side, ProducerEpoch source, long first, long last, Reason reason, Instant at) {
    /** Why a side misses events. */
    public enum Reason {
        /** The spool was full. */
        OVERFLOW,
        /** The disk under the spool could not take it. */
        DISK,
        /** The side will never accept this event (too large, for one). */
        REJECTED,
        /** The send was refused or failed and the caller was told so; it may have arrived all the same. */
        NOT_ACKNOWLEDGED;

        /** Whether the events certainly do not arrive on the side. */
        public boolean certain() {
            return this != NOT_ACKNOWLEDGED;
        }
    }

    /** Refuses a range that ends before it begins. */
    public RecordedGap {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("gap " + first + ".." + last + " is no range of sequences");
        }
    }

    /** The sequences. */
    public SequenceRange range() {
        return new SequenceRange(first, last);
    }
}
