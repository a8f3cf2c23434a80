package io.github.azuredr.datalake.analytics;

import io.github.azuredr.error.RecoveryException;
import org.jspecify.annotations.Nullable;

/** A call to an analytics account failed; {@link #kind()} says what may be done about it. */
public class AnalyticsException extends RecoveryException {
    private static final long serialVersionUID = 1L;

    private final AnalyticsFailure kind;

    /**
     * Creates the exception.
     *
     * @param kind what may be done about it
     * @param what the call and the service's reason, without secrets
     * @param cause the client's own exception, when there is one
     */
    public AnalyticsException(AnalyticsFailure kind, String what, @Nullable Throwable cause) {
        super(what, next(kind), cause);
        this.kind = kind;
    }

    /** What may be done about it. */
    public AnalyticsFailure kind() {
        return kind;
    }

    private static String next(AnalyticsFailure kind) {
        return switch (kind) {
            case NOT_FOUND -> "read the catalog again; it has changed.";
            case CONFLICT -> "read what is there and compare it with what was wanted.";
            case DENIED -> "check the role and the access rules of this identity on the account.";
            case BUSY -> "try again later.";
            case NO_ANSWER -> "look whether it took effect, then repeat or go on.";
            case REFUSED -> "read the service's reason; the same request will not succeed.";
            case NOT_UNDERSTOOD -> "do not act on it; check host and api-version.";
        };
    }
}
