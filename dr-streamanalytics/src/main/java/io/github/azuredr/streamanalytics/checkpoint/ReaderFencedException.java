package io.github.azuredr.streamanalytics.checkpoint;

import org.jspecify.annotations.Nullable;

/** Another reader of the same name has written since: this one must stop. */
public final class ReaderFencedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names what was refused and what is stored. */
    public ReaderFencedException(Checkpoint refused, @Nullable Checkpoint stored) {
        super("reader " + refused.reader() + " may not write version " + refused.version() + " of epoch "
                + refused.epoch() + ": stored is " + (stored == null ? "nothing" : stored)
                + ". Another reader took over; open this one again with the current epoch");
    }
}
