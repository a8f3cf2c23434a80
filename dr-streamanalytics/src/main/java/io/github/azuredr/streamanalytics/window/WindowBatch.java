package io.github.azuredr.streamanalytics.window;

import io.github.azuredr.streamanalytics.checkpoint.Checkpoint;
import java.util.List;

/**
 * Windows to be stored, and the checkpoint that belongs to them.
 *
 * @param windows by window end and key
 * @param conflicts what policy FLAG withheld
 * @param unusable rows that are no windows of the stated shape, described
 * @param checkpoint to be saved with the effect
 */
public record WindowBatch(
        List<WindowDelivery> windows, List<WindowConflict> conflicts, List<String> unusable, Checkpoint checkpoint) {
    /** Copies. */
    public WindowBatch {
        windows = List.copyOf(windows);
        conflicts = List.copyOf(conflicts);
        unusable = List.copyOf(unusable);
    }
}
