package io.github.azuredr.azure;

import io.github.azuredr.error.RecoveryException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call to Azure Resource Manager that was refused or got no usable answer; the message holds no query and no key. */
public class ArmException extends RecoveryException {
    private final ArmFailure failure;

    /**
     * Creates the exception.
     *
     * @param failure what happened
     */
    public ArmException(ArmFailure failure) {
        this(failure, null);
    }

    /**
     * Creates the exception.
     *
     * @param failure what happened
     * @param cause what led here, when something did
     */
    public ArmException(ArmFailure failure, @Nullable Throwable cause) {
        super(what(failure), next(failure), cause);
        this.failure = failure;
    }

    /** Everything known about the failure. */
    public ArmFailure failure() {
        return failure;
    }

    /** HTTP status, 0 when no answer came. */
    public int status() {
        return failure.status();
    }

    /** The service's code. */
    public String code() {
        return failure.code();
    }

    /** Further reasons the service gave. */
    public List<ArmFailure.Detail> details() {
        return failure.details();
    }

    /** How long the service asks to wait. */
    public Optional<Duration> retryAfter() {
        return failure.retryAfter();
    }

    /** No such resource (404, 410). */
    public boolean isNotFound() {
        return status() == 404 || status() == 410;
    }

    /** The resource's present state does not allow it (409). */
    public boolean isConflict() {
        return status() == 409;
    }

    /** The condition sent along does not hold (412). */
    public boolean isPreconditionFailed() {
        return status() == 412;
    }

    /** Too many calls (429); {@link #retryAfter()} says how long to wait. */
    public boolean isThrottled() {
        return status() == 429;
    }

    /** Who calls is unknown or may not do it (401, 403). */
    public boolean isDenied() {
        return status() == 401 || status() == 403;
    }

    /** Worth repeating unchanged: no answer, 408, 429, 500, 502, 503, 504. */
    public boolean isTransient() {
        return switch (status()) {
            case 0, 408, 429, 500, 502, 503, 504 -> true;
            default -> false;
        };
    }

    /** Whether the effect may have taken place although the call failed: then the step is in doubt, not failed. */
    public boolean mayHaveHappened() {
        return failure.mayHaveHappened();
    }

    private static String what(ArmFailure failure) {
        StringBuilder what = new StringBuilder(failure.method()).append(' ').append(failure.path());
        what.append(failure.status() == 0 ? " got no answer (" : " was answered " + failure.status() + " (");
        what.append(failure.code()).append("): ").append(failure.message());
        for (ArmFailure.Detail each : failure.details()) {
            what.append(" [").append(each.code());
            what.append(each.target().isEmpty() ? "" : " at " + each.target());
            what.append(": ").append(each.message()).append(']');
        }
        failure.requestId().ifPresent(id -> what.append(" Request ").append(id).append('.'));
        if (failure.attempts() > 1) {
            what.append(" Sent ").append(failure.attempts()).append(" times.");
        }
        return what.toString();
    }

    private static String next(ArmFailure failure) {
        if (failure.mayHaveHappened()) {
            return "read the resource before repeating: the change may have been made.";
        }
        return switch (failure.status()) {
            case 0 -> "check network, name resolution and credential from this machine, then repeat.";
            case 401, 403 -> "check which principal calls, its role on this scope, and the tenant.";
            case 404, 410 -> "check that the resource and its parents exist on this side.";
            case 409 -> "read the resource's state; wait for what runs there, or settle the name.";
            case 412 -> "someone else changed the resource: read it again and decide anew.";
            case 429 -> "wait " + failure.retryAfter().map(Duration::toString).orElse("a while") + ", then repeat.";
            case 500, 502, 503, 504 -> "repeat later; if it lasts, look at the region's health.";
            default -> "correct what the code names; repeating it unchanged will not help.";
        };
    }
}
