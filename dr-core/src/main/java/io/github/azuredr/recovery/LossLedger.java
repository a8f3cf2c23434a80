package io.github.azuredr.recovery;

import io.github.azuredr.step.Evidence;
import java.util.List;

/**
 * What a forced failover really lost, as far as the old side can still show it.
 *
 * @param lost each thing that only the old side had
 * @param unverifiable what cannot be told, in sentences
 */
public record LossLedger(List<Lost> lost, List<String> unverifiable) implements Evidence {
    /** Copies its arguments. */
    public LossLedger {
        lost = List.copyOf(lost);
        unverifiable = List.copyOf(unverifiable);
    }

    /**
     * One thing that only the old side had.
     *
     * @param what its name, such as a path
     * @param how written, changed or deleted there after the last recovery point
     * @param kept where it was set aside, or why it was not
     */
    public record Lost(String what, String how, String kept) {}
}
