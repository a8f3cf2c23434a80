package io.github.azuredr.streamanalytics.stamp;

import io.github.azuredr.time.TimeSource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives each event its stamp: sequences from 1 without holes, times of its own clock that never go back. An event that
 * cannot be stamped is refused before a sequence is used. Not safe for several threads.
 */
public final class Stamper {
    private final ProducerEpoch source;
    private final StampPlace place;
    private final TimeSource time;
    private final BodyStamp bodies = new BodyStamp();
    private long sequence;
    private Instant last = Instant.MIN;
    private long clockWentBack;

    /** A stamper for one epoch. */
    public Stamper(ProducerEpoch source, StampPlace place, TimeSource time) {
        this.source = source;
        this.place = place;
        this.time = time;
    }

    /** Stamps the next event. */
    public StampedEvent stamp(OutgoingEvent event) {
        byte[] body = event.body();
        BodyStamp.@Nullable Opening opening = place == StampPlace.PROPERTIES ? null : bodies.check(body);
        EventStamp stamp = next(event);
        Map<String, String> properties = new LinkedHashMap<>(event.properties());
        if (place != StampPlace.BODY) {
            properties.putAll(StampFields.properties(stamp));
        }
        byte[] stamped = opening == null ? body : bodies.stamped(body, opening, stamp);
        return new StampedEvent(stamp, event.partitionKey(), stamped, properties);
    }

    /** How often the wall clock stood before a time already stamped; those events carry the earlier, higher time. */
    public long clockWentBack() {
        return clockWentBack;
    }

    private EventStamp next(OutgoingEvent event) {
        long number = sequence + 1;
        String id = event.eventId() == null ? source.producer() + "/" + source.epoch() + "/" + number : event.eventId();
        Instant when = event.eventTime();
        if (when == null) {
            Instant now = time.now();
            if (now.isBefore(last)) {
                clockWentBack++;
            } else {
                last = now;
            }
            when = last;
        }
        EventStamp stamp = new EventStamp(id, source, number, when);
        sequence = number;
        return stamp;
    }
}
