package io.github.azuredr.streamanalytics.stamp;

import java.util.Arrays;
import java.util.Map;

/**
 * An event as both sides get it, byte for byte the same.
 *
 * @param stamp its stamp
 * @param partitionKey the same on both sides
 * @param body what is sent
 * @param properties the application's, and the stamp's when it travels there
 */
public record StampedEvent(EventStamp stamp, String partitionKey, byte[] body, Map<String, String> properties) {
    /** Copies. */
    public StampedEvent {
        body = body.clone();
        properties = Map.copyOf(properties);
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    /** Roughly the bytes it takes to keep. */
    public int size() {
        int size = body.length + partitionKey.length() + 64;
        for (Map.Entry<String, String> property : properties.entrySet()) {
            size += property.getKey().length() + property.getValue().length();
        }
        return size;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StampedEvent that
                && stamp.equals(that.stamp)
                && partitionKey.equals(that.partitionKey)
                && Arrays.equals(body, that.body)
                && properties.equals(that.properties);
    }

    @Override
    public int hashCode() {
        return stamp.hashCode();
    }

    @Override
    public String toString() {
        return stamp + " of " + body.length + " bytes";
    }
}
