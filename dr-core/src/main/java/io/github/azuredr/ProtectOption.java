package io.github.azuredr;

import java.util.ArrayList;
import java.util.List;

/**
 * How a workload takes part.
 *
 * @param must whether a run may not be completed without it
 * @param after workloads whose steps of the same phase come first
 */
public record ProtectOption(boolean must, List<String> after) {
    /** Copies its list. */
    public ProtectOption {
        after = List.copyOf(after);
    }

    /** Its steps of a phase wait for those of these workloads. */
    public static ProtectOption after(String... workloads) {
        return new ProtectOption(true, List.of(workloads));
    }

    /** A run that could not deal with it is still completed, with exceptions. */
    public static ProtectOption should() {
        return new ProtectOption(false, List.of());
    }

    ProtectOption and(ProtectOption other) {
        List<String> both = new ArrayList<>(after);
        both.addAll(other.after);
        return new ProtectOption(must && other.must, both);
    }
}
