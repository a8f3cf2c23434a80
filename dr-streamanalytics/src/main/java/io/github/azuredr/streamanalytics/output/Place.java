package io.github.azuredr.streamanalytics.output;

import java.time.Instant;
import java.util.Comparator;

/** A row's place in the reading order. */
record Place(Instant time, long sequence, String id) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::time).thenComparingLong(Place::sequence).thenComparing(Place::id);

    static Place of(OutputRow row) {
        return new Place(row.time(), row.sequence(), row.id());
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
