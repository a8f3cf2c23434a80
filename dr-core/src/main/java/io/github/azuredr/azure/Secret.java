package io.github.azuredr.azure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.azuredr.error.RecoveryException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A key, password or connection string. It prints, and is written as JSON, as {@code ***}; only {@link #reveal()} gives
 * it out, so every place that does can be found.
 */
public final class Secret {
    private static final String MASK = "***";

    private final String value;

    // Jackson would use even a private constructor, and take the written stars for the secret.
    @JsonCreator(mode = JsonCreator.Mode.DISABLED)
    private Secret(String value) {
        this.value = value;
    }

    /**
     * Holds a secret.
     *
     * @param value the secret in clear, not empty
     */
    public static Secret of(String value) {
        if (value.isEmpty()) {
            throw new RecoveryException(
                    "Secret.value is empty.", "give the secret's text; a service that needs none takes no Secret.");
        }
        return new Secret(value);
    }

    /** Holds a secret given as characters; the array stays the caller's to wipe. */
    public static Secret of(char[] value) {
        return of(new String(value));
    }

    /** The secret in clear; call it where the value is sent, and nowhere else. */
    public String reveal() {
        return value;
    }

    /** What everything that prints or serialises gets. */
    @JsonValue
    @Override
    public String toString() {
        return MASK;
    }

    /** Compares without telling by its duration where two secrets differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for all secrets: a hash of the value would tell something about it. */
    @Override
    public int hashCode() {
        return MASK.hashCode();
    }
}
