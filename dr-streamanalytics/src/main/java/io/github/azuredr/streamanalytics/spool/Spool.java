package io.github.azuredr.streamanalytics.spool;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.mark.RecordedGap;
import io.github.azuredr.streamanalytics.stamp.EventStamp;
import io.github.azuredr.streamanalytics.stamp.StampedEvent;
import java.util.List;

/** What is owed to each side, durable; all of one producer. Safe for several threads. */
public interface Spool extends AutoCloseable {
    /**
     * Begins the producer's next epoch.
     *
     * @param atLeast the lowest epoch wanted, usually from the clock, so that a lost spool cannot bring an epoch back
     * @return an epoch higher than all before
     */
    long beginEpoch(String producer, long atLeast);

    /**
     * Keeps an event for a side; it is on disk when this returns true.
     *
     * @return false when the limits allow no more
     * @throws SpoolException when it could not be written
     */
    boolean append(Side side, StampedEvent event);

    /** What is owed to a side, by epoch and sequence. */
    List<StampedEvent> oldest(Side side, int atMost);

    /** Forgets what a side now has. */
    void remove(Side side, List<EventStamp> accepted);

    /** How much is owed to a side. */
    SpoolLoad load(Side side);

    /** Records a gap for the reconciler; one that continues another makes it longer. */
    void record(RecordedGap gap);

    /** All recorded gaps. */
    List<RecordedGap> gaps();

    @Override
    void close();
}
