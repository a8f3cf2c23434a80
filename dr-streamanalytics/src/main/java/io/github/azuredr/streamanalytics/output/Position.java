package io.github.azuredr.streamanalytics.output;

/**
 * How far one source was read, in that source's own words.
 *
 * @param text opaque to all but the source that wrote it
 */
public record Position(String text) {
    /** Refuses an empty position. */
    public Position {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("text is empty: a source writes its position so that it can read it");
        }
    }
}
