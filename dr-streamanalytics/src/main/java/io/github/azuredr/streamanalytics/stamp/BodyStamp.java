package io.github.azuredr.streamanalytics.stamp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Puts the stamp's fields in front of a JSON object's own; the object's own bytes stay as they are. */
final class BodyStamp {
    private final JsonFactory json = new JsonFactory();

    /** Refuses a body that is not one JSON object, or that has a field of ours already. */
    Opening check(byte[] body) {
        try (JsonParser parser = json.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException(
                        "body is not a JSON object: stamp it in the properties instead (StampPlace.PROPERTIES)");
            }
            int after = (int) parser.currentTokenLocation().getByteOffset() + 1;
            boolean empty = true;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                empty = false;
                if (StampFields.ALL.contains(parser.currentName())) {
                    throw new IllegalArgumentException("body has a field " + parser.currentName()
                            + " already: it was stamped before; send the original, the sender stamps it");
                }
                parser.nextToken();
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("body has more than one JSON value: send one event at a time");
            }
            return new Opening(after, empty);
        } catch (IOException broken) {
            throw new IllegalArgumentException(
                    "body is not JSON: " + broken.getClass().getSimpleName(), broken);
        }
    }

    byte[] stamped(byte[] body, Opening opening, EventStamp stamp) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 200);
        out.write(body, 0, opening.after);
        byte[] fields = fields(stamp);
        out.write(fields, 1, fields.length - 2);
        if (!opening.empty) {
            out.write(',');
        }
        out.write(body, opening.after, body.length - opening.after);
        return out.toByteArray();
    }

    private byte[] fields(EventStamp stamp) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator fields = json.createGenerator(out)) {
            fields.writeStartObject();
            fields.writeStringField(StampFields.EVENT_ID, stamp.eventId());
            fields.writeStringField(StampFields.PRODUCER, stamp.source().producer());
            fields.writeNumberField(StampFields.EPOCH, stamp.source().epoch());
            fields.writeNumberField(StampFields.SEQUENCE, stamp.sequence());
            fields.writeStringField(StampFields.EVENT_TIME, stamp.eventTime().toString());
            fields.writeEndObject();
        } catch (IOException impossibleInMemory) {
            throw new IllegalStateException(impossibleInMemory);
        }
        return out.toByteArray();
    }

    /** Where the first field goes. */
    record Opening(int after, boolean empty) {}
}
