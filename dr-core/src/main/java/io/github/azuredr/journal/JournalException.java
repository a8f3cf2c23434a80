package io.github.azuredr.journal;

import io.github.azuredr.error.RecoveryException;
import org.jspecify.annotations.Nullable;

/** The journal, or what belongs to it, cannot be read, written or believed. */
public class JournalException extends RecoveryException {
    /**
     * Creates the exception.
     *
     * @param what what is wrong and where
     * @param next what the reader should do now
     */
    public JournalException(String what, String next) {
        super(what, next);
    }

    /**
     * Creates the exception.
     *
     * @param what what is wrong and where
     * @param next what the reader should do now
     * @param cause what led here, when something did
     */
    public JournalException(String what, String next, @Nullable Throwable cause) {
        super(what, next, cause);
    }
}
