package io.github.azuredr.streamanalytics.output;

import io.github.azuredr.streamanalytics.checkpoint.Checkpoint;
import java.util.List;

/**
 * What the caller turns into its effect, and the checkpoint that belongs to it.
 *
 * @param rows in order
 * @param problems what was not delivered and why
 * @param tally the counts of this batch
 * @param atEnd whether nothing more was there to read
 * @param checkpoint to be saved with the effect
 */
public record Batch(List<Delivery> rows, List<Problem> problems, Tally tally, boolean atEnd, Checkpoint checkpoint) {
    /** Copies the lists. */
    public Batch {
        rows = List.copyOf(rows);
        problems = List.copyOf(problems);
    }
}
