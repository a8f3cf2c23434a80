package io.github.azuredr.streamanalytics.send;

/** A region will never accept this event, however often it is sent: too large, for one. */
public final class EventRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says why. */
    public EventRejectedException(String message, Throwable cause) {
        super(message, cause);
    }
}
