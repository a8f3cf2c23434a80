package io.github.azuredr.streamanalytics.stamp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names under which a stamp travels, in bodies and in properties alike. */
public final class StampFields {
    /** The event's id. */
    public static final String EVENT_ID = "drEventId";

    /** The producer's name. */
    public static final String PRODUCER = "drProducer";

    /** The producer's epoch. */
    public static final String EPOCH = "drEpoch";

    /** The sequence in that epoch. */
    public static final String SEQUENCE = "drSequence";

    /** The event time, ISO 8601 in UTC. */
    public static final String EVENT_TIME = "drEventTime";

    /** All names in the order they are written. */
    public static final List<String> ALL = List.of(EVENT_ID, PRODUCER, EPOCH, SEQUENCE, EVENT_TIME);

    private StampFields() {}

    static Map<String, String> properties(EventStamp stamp) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(EVENT_ID, stamp.eventId());
        properties.put(PRODUCER, stamp.source().producer());
        properties.put(EPOCH, Long.toString(stamp.source().epoch()));
        properties.put(SEQUENCE, Long.toString(stamp.sequence()));
        properties.put(EVENT_TIME, stamp.eventTime().toString());
        return properties;
    }
}
