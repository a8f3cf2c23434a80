package io.github.azuredr.streamanalytics.eventhubs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.codec.AMQPDefinedTypes;
import org.apache.qpid.proton.codec.DecoderImpl;
import org.apache.qpid.proton.codec.EncoderImpl;
import org.apache.qpid.proton.message.Message;

/** One transfer as the events in it: a message, or a batch whose data sections are messages. */
final class BatchBytes {
    static final int BATCH = 0x80013700;

    private BatchBytes() {}

    static List<AmqpHub.Received> events(int format, byte[] bytes) {
        if (format != BATCH) {
            return List.of(received(message(bytes), key(message(bytes)), 1));
        }
        String key = "";
        List<Message> messages = new ArrayList<>();
        for (Object section : sections(bytes)) {
            if (section instanceof Data data) {
                messages.add(message(data.getValue().getArray()));
            } else if (section instanceof org.apache.qpid.proton.amqp.messaging.MessageAnnotations annotations) {
                key = String.valueOf(annotations.getValue().get(Symbol.valueOf("x-opt-partition-key")));
            }
        }
        String of = key;
        return messages.stream().map(one -> received(one, of, messages.size())).toList();
    }

    private static List<Object> sections(byte[] bytes) {
        DecoderImpl decoder = new DecoderImpl();
        AMQPDefinedTypes.registerAllTypes(decoder, new EncoderImpl(decoder));
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        decoder.setByteBuffer(buffer);
        List<Object> sections = new ArrayList<>();
        while (buffer.hasRemaining()) {
            sections.add(decoder.readObject());
        }
        return sections;
    }

    private static AmqpHub.Received received(Message message, String key, int together) {
        byte[] body = ((Data) message.getBody()).getValue().getArray();
        return new AmqpHub.Received(
                String.valueOf(message.getMessageId()),
                key,
                new String(body, StandardCharsets.UTF_8),
                message.getApplicationProperties() == null
                        ? java.util.Map.of()
                        : message.getApplicationProperties().getValue(),
                together);
    }

    private static String key(Message message) {
        return message.getMessageAnnotations() == null
                ? ""
                : String.valueOf(message.getMessageAnnotations().getValue().get(Symbol.valueOf("x-opt-partition-key")));
    }

    private static Message message(byte[] bytes) {
        Message message = Proton.message();
        message.decode(bytes, 0, bytes.length);
        return message;
    }
}
