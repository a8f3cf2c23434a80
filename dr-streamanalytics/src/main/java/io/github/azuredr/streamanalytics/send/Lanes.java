package io.github.azuredr.streamanalytics.send;

import io.github.azuredr.pair.Side;
import java.util.List;

/** The two sides of a sender. */
record Lanes(Lane a, Lane b) implements AutoCloseable {

    Lane of(Side side) {
        return side == Side.A ? a : b;
    }

    List<Lane> both() {
        return List.of(a, b);
    }

    @Override
    public void close() {
        a.close();
        b.close();
    }
}
