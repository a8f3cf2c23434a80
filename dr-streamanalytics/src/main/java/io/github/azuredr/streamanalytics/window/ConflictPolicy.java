package io.github.azuredr.streamanalytics.window;

/** What to do with a window whose two values differ and neither is proven to contain the other's input. */
public enum ConflictPolicy {
    /** The active side's value, marked as conflicting. */
    PREFER_ACTIVE,
    /** The value made of more events, marked as conflicting. */
    PREFER_LARGER_COUNT,
    /** No value: both are handed over as a conflict. */
    FLAG
}
