package io.github.azuredr.streamanalytics.window;

/** How sure a window's value is. */
public enum WindowState {
    /** Both sides agree, or the sequences prove that one side has every event of the window. */
    EXACT,
    /** Put together from parts of both sides, each of them exact. */
    RECOMPUTED,
    /** Only one side has it or could be read, or sequences around it are missing, and nothing proves it complete. */
    UNCONFIRMED,
    /** The sides differ; the value was chosen by policy. */
    CONFLICTING;

    /** Whether nothing better can come. */
    public boolean sure() {
        return this == EXACT || this == RECOMPUTED;
    }
}
