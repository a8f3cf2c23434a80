package io.github.azuredr.streamanalytics.spool;

/** The spool could not do what it was asked: the disk is full or broken, or another process holds it. */
public final class SpoolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what failed and what to do. */
    public SpoolException(String message, Throwable cause) {
        super(message, cause);
    }
}
