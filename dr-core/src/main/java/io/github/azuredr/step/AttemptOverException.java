package io.github.azuredr.step;

import io.github.azuredr.error.RecoveryException;

/** This attempt of a step must not touch anything any more; a step lets it pass through. */
public final class AttemptOverException extends RecoveryException {
    /**
     * Creates the exception.
     *
     * @param what which run and step, and the rule that ended the attempt
     */
    public AttemptOverException(String what) {
        super(what, "Let this exception pass; the run goes on without this attempt.");
    }
}
