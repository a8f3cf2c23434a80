package io.github.azuredr.datalake;

import java.util.List;

/**
 * What the newest pass over the tables came to, remembered on the target.
 *
 * @param epoch the epoch of that pass
 * @param problems what it could not copy, as text, the first few
 * @param completed when the source was read by the newest pass without problems, as text; empty when none had none
 */
record TablesMemory(long epoch, List<String> problems, String completed) {
    private static final int KEPT = 20;

    TablesMemory {
        problems = List.copyOf(problems.subList(0, Math.min(KEPT, problems.size())));
    }

    static TablesMemory none() {
        return new TablesMemory(0, List.of(), "");
    }

    TablesMemory after(long inEpoch, List<String> found, String at) {
        return new TablesMemory(inEpoch, found, found.isEmpty() ? at : completed);
    }
}
