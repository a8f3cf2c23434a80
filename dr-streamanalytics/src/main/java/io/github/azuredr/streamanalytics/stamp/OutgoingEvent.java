package io.github.azuredr.streamanalytics.stamp;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event as the application gives it.
 *
 * @param partitionKey the same on both sides, so that order per key holds on both
 * @param body the event; a JSON object when the stamp goes into the body
 * @param properties of the application
 * @param eventId the application's own identity, kept through its retries; null to have one made
 * @param eventTime when it happened; null for now
 */
public record OutgoingEvent(
        String partitionKey,
        byte[] body,
        Map<String, String> properties,
        @Nullable String eventId,
        @Nullable Instant eventTime) {
    /** Copies; refuses an empty key. */
    public OutgoingEvent {
        if (partitionKey.isEmpty()) {
            throw new IllegalArgumentException(
                    "partitionKey is empty: without one the two sides order events differently");
        }
        body = body.clone();
        properties = Map.copyOf(properties);
    }

    /** An event of now with an id to be made. */
    public static OutgoingEvent of(String partitionKey, byte[] body) {
        return new OutgoingEvent(partitionKey, body, Map.of(), null, null);
    }

    /** The same with the application's id. */
    public OutgoingEvent withId(String id) {
        return new OutgoingEvent(partitionKey, body, properties, id, eventTime);
    }

    /** The same with the time it happened. */
    public OutgoingEvent happenedAt(Instant time) {
        return new OutgoingEvent(partitionKey, body, properties, eventId, time);
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OutgoingEvent that
                && partitionKey.equals(that.partitionKey)
                && Arrays.equals(body, that.body)
                && properties.equals(that.properties)
                && Objects.equals(eventId, that.eventId)
                && Objects.equals(eventTime, that.eventTime);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(body) * 31 + partitionKey.hashCode();
    }

    @Override
    public String toString() {
        return "event of " + body.length + " bytes";
    }
}
