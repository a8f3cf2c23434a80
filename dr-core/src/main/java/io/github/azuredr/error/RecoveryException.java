package io.github.azuredr.error;

import org.jspecify.annotations.Nullable;

/**
 * Something is broken, or was asked for in a way that can never work. Expected refusals are values, not exceptions.
 *
 * <p>The message names what is wrong (with application, run, step, field and rule where there are such) and then what to
 * do next; it never holds a secret.
 */
public class RecoveryException extends RuntimeException {
    private final String next;

    /**
     * Creates the exception.
     *
     * @param what what is wrong and where
     * @param next what the reader should do now
     */
    public RecoveryException(String what, String next) {
        this(what, next, null);
    }

    /**
     * Creates the exception.
     *
     * @param what what is wrong and where
     * @param next what the reader should do now
     * @param cause what led here, when something did
     */
    public RecoveryException(String what, String next, @Nullable Throwable cause) {
        super(what + " Next: " + next, cause);
        this.next = next;
    }

    /** What the reader should do now. */
    public String next() {
        return next;
    }
}
