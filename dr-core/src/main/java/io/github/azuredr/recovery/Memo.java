package io.github.azuredr.recovery;

import io.github.azuredr.step.Evidence;
import io.github.azuredr.step.Facts;
import java.util.Map;

/**
 * Small facts a workload wants to find again when it plans its next run; a newer value replaces an older one.
 *
 * @param facts values by name
 */
public record Memo(Map<String, String> facts) implements Evidence {
    /** Copies its argument, in the order of the names, without what looks like a secret. */
    public Memo {
        facts = Facts.kept(facts);
    }
}
