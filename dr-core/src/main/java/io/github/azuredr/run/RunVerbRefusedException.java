package io.github.azuredr.run;

import io.github.azuredr.error.RecoveryException;

/** A verb on a run does not apply in its state. */
public final class RunVerbRefusedException extends RecoveryException {
    private static final long serialVersionUID = 1L;

    RunVerbRefusedException(String application, String run, String verb, String reason) {
        super(
                application + ", run " + run + ": " + verb + " refused, because " + reason + ".",
                "Ask nextActions() what may be done now.");
    }
}
