package io.github.azuredr.codec;

import io.github.azuredr.error.RecoveryException;

/** Bytes that are not what they should be. */
public final class CodecException extends RecoveryException {
    CodecException(String what, Throwable cause) {
        super(what, "The stored bytes were damaged or written by a newer version; compare versions first.", cause);
    }
}
