package io.github.azuredr.streamanalytics.checkpoint;

import io.github.azuredr.pair.Side;
import java.util.Arrays;

/**
 * Everything a reader must not forget, as one value.
 *
 * @param reader the reader's name
 * @param version 1 for the first, then one more each time
 * @param epoch the routing epoch it was written in; an older one can no longer write
 * @param active the side read from
 * @param state the marks, opaque
 */
public record Checkpoint(String reader, long version, long epoch, Side active, byte[] state) {
    /** Copies the state; refuses a nameless reader and a version below 1. */
    public Checkpoint {
        if (reader.isBlank()) {
            throw new IllegalArgumentException("reader is blank: name the reader, its checkpoint is found by it");
        }
        if (version < 1) {
            throw new IllegalArgumentException("version is " + version + ": the first checkpoint has 1");
        }
        state = state.clone();
    }

    @Override
    public byte[] state() {
        return state.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint that
                && reader.equals(that.reader)
                && version == that.version
                && epoch == that.epoch
                && active == that.active
                && Arrays.equals(state, that.state);
    }

    @Override
    public int hashCode() {
        return reader.hashCode() * 31 + Long.hashCode(version);
    }

    @Override
    public String toString() {
        return reader + " v" + version + " epoch " + epoch + " on " + active + " (" + state.length + " bytes)";
    }
}
