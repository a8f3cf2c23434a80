package io.github.azuredr.streamanalytics.send;

/** A side gave no answer, or a failing one. */
final class SideDarkException extends Exception {
    private static final long serialVersionUID = 1L;

    SideDarkException(Throwable cause) {
        super(cause);
    }

    boolean rejected() {
        return Lane.rejected(this);
    }
}
