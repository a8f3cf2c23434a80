package io.github.azuredr.recovery;

import io.github.azuredr.step.Evidence;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Small facts a workload wants to find again when it plans its next run; a newer value replaces an older one.
 *
 * @param facts values by name
 */
public record Memo(Map<String, String> facts) implements Evidence {
    /** Copies its argument, in the order of the names. */
    public Memo {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }
}
