package io.github.azuredr.datalake.store;

import io.github.azuredr.error.RecoveryException;
import org.jspecify.annotations.Nullable;

/** A call to a file tree failed; {@link #kind()} says what may be done about it. */
public class LakeException extends RecoveryException {
    private final LakeFailure kind;

    /**
     * Creates the exception.
     *
     * @param kind what may be done about it
     * @param what the call, the path and the service's reason; never a URL with a signature
     * @param cause the client's own exception, when there is one
     */
    public LakeException(LakeFailure kind, String what, @Nullable Throwable cause) {
        super(what, next(kind), cause);
        this.kind = kind;
    }

    /** What may be done about it. */
    public LakeFailure kind() {
        return kind;
    }

    private static String next(LakeFailure kind) {
        return switch (kind) {
            case NOT_FOUND, CONDITION_NOT_MET, SOURCE_CHANGED -> "run the pass again; it compares anew.";
            case COPY_SOURCE_UNREACHABLE -> "let the bytes pass through this process.";
            case DENIED -> "check the role assignments and the network rules of this identity.";
            case BUSY, NO_ANSWER -> "try again later.";
            case REFUSED -> "read the service's reason; the same request will not succeed.";
        };
    }
}
