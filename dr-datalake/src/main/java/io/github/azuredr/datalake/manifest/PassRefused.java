package io.github.azuredr.datalake.manifest;

import io.github.azuredr.error.RecoveryException;

/** This pass may not write: a newer one or a fence holds the target. */
public class PassRefused extends RecoveryException {
    /**
     * Creates the exception.
     *
     * @param what who holds the target
     * @param next what to do
     */
    public PassRefused(String what, String next) {
        super(what, next);
    }
}
