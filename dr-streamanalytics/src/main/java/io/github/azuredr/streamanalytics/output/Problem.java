package io.github.azuredr.streamanalytics.output;

import io.github.azuredr.pair.Side;

/**
 * Something that was not delivered, or is known to be missing: part of the batch, so that the caller can store it in the
 * same transaction.
 *
 * @param kind what it is
 * @param side where it was seen
 * @param text the row or the range, in words
 */
public record Problem(Kind kind, Side side, String text) {
    /** What can be wrong. */
    public enum Kind {
        /** The strategy needs a sequence or an id and the row has none. */
        UNUSABLE_ROW,
        /** The row cannot be placed in the reading order. */
        UNPLACED_ROW,
        /** An identity came again with other content; the first one stays. */
        CONFLICTING_ROW,
        /** Older than what is remembered: it cannot be told from a duplicate. */
        TOO_OLD_ROW,
        /** A gap that is no longer waited for, because too many are open. */
        GAP_FORGOTTEN
    }
}
