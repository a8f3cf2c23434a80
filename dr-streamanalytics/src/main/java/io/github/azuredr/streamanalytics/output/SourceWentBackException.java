package io.github.azuredr.streamanalytics.output;

import io.github.azuredr.pair.Side;

/** A side came back with older data than was already read from it: a restore or a geo-failover lost its end. */
public final class SourceWentBackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Side side;

    /** Names the side, what was read and what is there. */
    SourceWentBackException(Side side, String reader, Object read, Object found) {
        super("reader " + reader + ": side " + side + " was read up to " + read + ", its newest row is now " + found
                + ". Fill it from the other side, or say acceptOlderData(" + side + ") to read on from what it has");
        this.side = side;
    }

    /** The side that went back. */
    public Side side() {
        return side;
    }
}
