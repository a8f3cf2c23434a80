package io.github.azuredr.streamanalytics.checkpoint;

import org.jspecify.annotations.Nullable;

/** The one rule for what may follow what; every store applies it. */
public final class Fence {
    private Fence() {}

    /**
     * Passes a checkpoint that follows the stored one.
     *
     * @throws ReaderFencedException when it does not
     */
    public static void check(@Nullable Checkpoint stored, Checkpoint next) {
        boolean follows = stored == null
                ? next.version() == 1
                : next.version() == stored.version() + 1 && next.epoch() >= stored.epoch();
        if (!follows) {
            throw new ReaderFencedException(next, stored);
        }
    }
}
