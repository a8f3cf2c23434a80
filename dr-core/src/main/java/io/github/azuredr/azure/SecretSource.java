package io.github.azuredr.azure;

import io.github.azuredr.error.RecoveryException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where secrets come from when they are needed: plans and journals hold names, never values. An application implements
 * it over its vault; it may be called from any thread.
 */
@FunctionalInterface
public interface SecretSource {
    /**
     * The secret of this name, read anew at each call so that a rotated one is seen.
     *
     * @throws RecoveryException when there is none; it names the secret
     */
    Secret secret(String name);

    /** A source over a fixed map, copied. */
    static SecretSource of(Map<String, String> values) {
        Map<String, String> copy = Map.copyOf(values);
        return from(copy::get);
    }

    /** A source over a lookup such as {@code System::getenv}, which answers null for an unknown name. */
    static SecretSource from(Lookup lookup) {
        return name -> {
            String value = lookup.find(name);
            if (value == null || value.isEmpty()) {
                throw new RecoveryException(
                        "The secret \"" + name + "\" is not in the secret source.",
                        "store it under exactly this name, or correct the name in the configuration.");
            }
            return Secret.of(value);
        };
    }

    /** A lookup by name that answers null for what it does not know. */
    @FunctionalInterface
    interface Lookup {
        /** The value of this name, or null. */
        @Nullable String find(String name);
    }
}
