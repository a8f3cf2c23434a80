package io.github.azuredr.azure;

/** The credential gave no token, so nothing was sent. */
final class NoTokenException extends RuntimeException {
    NoTokenException(Throwable cause) {
        super("The credential gave no token.", cause);
    }
}
