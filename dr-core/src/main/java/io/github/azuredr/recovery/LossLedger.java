package io.github.azuredr.recovery;

import io.github.azuredr.error.Redaction;
import io.github.azuredr.step.Evidence;
import java.util.List;

/**
 * What a forced failover really lost, as far as the old side can still show it.
 *
 * @param lost each thing that only the old side had
 * @param unverifiable what cannot be told, in sentences
 */
public record LossLedger(List<Lost> lost, List<String> unverifiable) implements Evidence {
    /** Copies its arguments; sentences are kept without what looks like a secret. */
    public LossLedger {
        lost = List.copyOf(lost);
        unverifiable = unverifiable.stream().map(Redaction::of).toList();
    }

    /**
     * One thing that only the old side had.
     *
     * @param what its name, such as a path
     * @param how written, changed or deleted there after the last recovery point
     * @param kept where it was set aside, or why it was not
     */
    public record Lost(String what, String how, String kept) {
        /** Takes what looks like a secret out of its texts. */
        public Lost {
            what = Redaction.of(what);
            how = Redaction.of(how);
            kept = Redaction.of(kept);
        }
    }
}
