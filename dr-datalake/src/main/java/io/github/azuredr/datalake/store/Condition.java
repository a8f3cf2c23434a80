package io.github.azuredr.datalake.store;

import java.util.Optional;

/**
 * What must hold at the target for a write to happen; there is deliberately no way to say "whatever is there".
 *
 * @param etag the version that must be there, or empty when nothing may be there
 */
public record Condition(Optional<String> etag) {
    /** Nothing may be at the target ({@code If-None-Match: *}). */
    public static Condition absent() {
        return new Condition(Optional.empty());
    }

    /** Exactly this version must be at the target ({@code If-Match}). */
    public static Condition matches(String etag) {
        return new Condition(Optional.of(etag));
    }
}
