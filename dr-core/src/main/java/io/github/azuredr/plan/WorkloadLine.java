package io.github.azuredr.plan;

import java.util.List;

/**
 * One workload in a plan or genesis.
 *
 * @param name its name
 * @param must whether a run may not be completed without it
 * @param after workloads whose steps of the same phase come first
 */
public record WorkloadLine(String name, boolean must, List<String> after) {
    /** Copies its arguments. */
    public WorkloadLine {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("workload name '" + name
                    + "': letters, digits, dot, underscore and hyphen only, starting with a letter or digit");
        }
        after = List.copyOf(after);
    }
}
