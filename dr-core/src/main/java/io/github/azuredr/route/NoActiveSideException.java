package io.github.azuredr.route;

import io.github.azuredr.error.RecoveryException;

/** There is no side this process may use now. */
public final class NoActiveSideException extends RecoveryException {
    private static final long serialVersionUID = 1L;

    NoActiveSideException(String what, String next) {
        super(what, next);
    }
}
