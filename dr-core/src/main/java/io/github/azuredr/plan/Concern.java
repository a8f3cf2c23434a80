package io.github.azuredr.plan;

import io.github.azuredr.error.Redaction;

/**
 * Something a person should weigh before approving.
 *
 * @param id short and stable, such as {@code journal-place}
 * @param weight how heavy
 * @param workload whose, or empty for the application
 * @param text the sentence
 */
public record Concern(String id, Weight weight, String workload, String text) {
    /** Takes what looks like a secret out of the sentence. */
    public Concern {
        text = Redaction.of(text);
    }

    /** How heavily a concern counts. */
    public enum Weight {
        /** To be known. */
        NOTE,
        /** Must be accepted by name in an approval. */
        ACCEPT,
        /** The plan cannot run while this holds. */
        BLOCKS
    }
}
