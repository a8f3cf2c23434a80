package io.github.azuredr.streamanalytics.send;

import org.jspecify.annotations.Nullable;

/** The partition count both sides must share, or one key lands in different partitions and order differs. */
final class Partitions {
    private @Nullable Integer expected;
    private String firstSeen = "";

    /**
     * Asks the side and compares.
     *
     * @throws IllegalStateException when the counts differ
     */
    synchronized void check(Lane lane) throws SideDarkException {
        int count = lane.partitionCount();
        if (expected == null) {
            expected = count;
            firstSeen = lane.sink.name();
        } else if (expected != count) {
            throw new IllegalStateException("'" + lane.sink.name() + "' has " + count + " partitions, '" + firstSeen
                    + "' has " + expected + ": the same key would be ordered differently; give both the same count");
        }
    }
}
