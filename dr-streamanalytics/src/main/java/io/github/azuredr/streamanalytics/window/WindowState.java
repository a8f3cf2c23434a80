package io.github.azuredr.streamanalytics.window;

/** How sure a window's value is. */
public enum WindowState {
    /** Both sides agree, or one side's input is proven to contain the other's. */
    EXACT,
    /** Put together from parts of both sides, each of them exact. */
    RECOMPUTED,
    /** Only one side has it or could be read. */
    UNCONFIRMED,
    /** The sides differ; the value was chosen by policy. */
    CONFLICTING;

    /** Whether nothing better can come. */
    public boolean sure() {
        return this == EXACT || this == RECOMPUTED;
    }
}
