package io.github.azuredr.streamanalytics.query;

/** What the reader of an output needs in each row. */
public enum Need {
    /** Producer, epoch and sequence: exact, and gaps are known. */
    SEQUENCE,
    /** A time and an id. */
    TIME_AND_ID,
    /** A window's end, its key, and a count with the range of sequences it was made of. */
    WINDOW
}
