package io.github.azuredr.contract;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one look at one side found.
 *
 * @param at when the look began
 * @param facts small values by name
 * @param inventory everything else the contract wants to plan from, as text only it understands (usually JSON); may hold
 *     personal data, never secrets
 */
public record Observation(Instant at, Map<String, String> facts, Optional<String> inventory) {
    /** Copies the facts in the order of their names. */
    public Observation {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }

    /** Facts only. */
    public static Observation of(Instant at, Map<String, String> facts) {
        return new Observation(at, facts, Optional.empty());
    }

    /** Facts and an inventory. */
    public static Observation of(Instant at, Map<String, String> facts, String inventory) {
        return new Observation(at, facts, Optional.of(inventory));
    }

    /** A fact by name. */
    public Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }
}
