package io.github.azuredr.streamanalytics.output;

/** A region's output could not be read; nothing was delivered, and the same read may be tried again. */
public final class RowSourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what was being read and why it failed. */
    public RowSourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
