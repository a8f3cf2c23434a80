package io.github.azuredr.streamanalytics.mark;

/** What a mark says about one row. */
public enum Judgement {
    /** Not seen before. */
    FRESH,
    /** Not seen before, and others behind it were: it fills a gap or comes after its time. */
    LATE,
    /** Seen before. */
    DUPLICATE,
    /** The identity was seen before with other content. */
    CONFLICT,
    /** Older than what the mark remembers: it cannot tell, so the row is reported and not delivered. */
    TOO_OLD,
    /** The row lacks what the mark needs. */
    UNUSABLE;

    /** Whether the application gets to see the row. */
    public boolean delivers() {
        return this == FRESH || this == LATE;
    }
}
