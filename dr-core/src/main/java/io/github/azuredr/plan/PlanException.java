package io.github.azuredr.plan;

import io.github.azuredr.error.RecoveryException;

/** A plan that breaks a rule of every plan, found before anything runs. */
public final class PlanException extends RecoveryException {
    /** Creates the exception. */
    public PlanException(String what) {
        super(what, "Correct the contract that drafted it; nothing was changed.");
    }
}
