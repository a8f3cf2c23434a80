package io.github.azuredr.datalake.script;

import java.util.List;

/**
 * A string literal as it stands in the script.
 *
 * @param start where its first sign stands: a quote, {@code @} or {@code $}
 * @param end after its closing quote
 * @param interpolated whether it began with a dollar sign
 * @param segments its text; an interpolated literal has one more of them than it has holes
 * @param nested the literals inside its holes, in order
 */
record Literal(int start, int end, boolean interpolated, List<Segment> segments, List<Literal> nested) {

    /** How the signs of a segment stand for its value. */
    enum Notation {
        /** Every sign is itself. */
        PLAIN,
        /** Backslash escapes. */
        ESCAPED,
        /** Doubled quotes. */
        DOUBLED_QUOTES,
        /** Backslash escapes and doubled braces. */
        ESCAPED_AND_DOUBLED_BRACES,
        /** Doubled quotes and doubled braces. */
        DOUBLED_QUOTES_AND_BRACES;

        boolean hasEscapes() {
            return this == ESCAPED || this == ESCAPED_AND_DOUBLED_BRACES;
        }
    }

    /** A run of literal text between quotes or holes. */
    record Segment(int start, int end, Notation notation) {}
}
