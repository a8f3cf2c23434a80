package io.github.azuredr.streamanalytics.window;

import io.github.azuredr.streamanalytics.output.OutputRow;
import java.time.Instant;
import java.util.List;

/**
 * A window that policy FLAG withheld.
 *
 * @param key the group key
 * @param end the window's end
 * @param onA the rows of side A
 * @param onB the rows of side B
 */
public record WindowConflict(String key, Instant end, List<OutputRow> onA, List<OutputRow> onB) {
    /** Copies. */
    public WindowConflict {
        onA = List.copyOf(onA);
        onB = List.copyOf(onB);
    }
}
