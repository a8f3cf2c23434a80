package io.github.azuredr.streamanalytics.stamp;

import java.time.Instant;

/**
 * The stamp of one event.
 *
 * @param eventId unique for ever; the same in both regions
 * @param source the producer and its epoch
 * @param sequence from 1, without holes within the source
 * @param eventTime when it happened, UTC; what both jobs must use in TIMESTAMP BY
 */
public record EventStamp(String eventId, ProducerEpoch source, long sequence, Instant eventTime) {
    /** Refuses an empty id and a sequence below 1. */
    public EventStamp {
        if (eventId.isBlank()) {
            throw new IllegalArgumentException("eventId is blank: leave it out to have one made, or give one");
        }
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence is " + sequence + ": the first event of an epoch has 1");
        }
    }

    @Override
    public String toString() {
        return source + ":" + sequence;
    }
}
