package io.github.azuredr.streamanalytics.regions;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One event as a job reads it: the stamp in its body, and the application's two fields. */
record Reading(
        int partition,
        long offset,
        String id,
        String producer,
        long epoch,
        long sequence,
        Instant time,
        String user,
        long amount) {
    private static final Pattern BODY = Pattern.compile("\\{\"drEventId\":\"([^\"]+)\",\"drProducer\":\"([^\"]+)\","
            + "\"drEpoch\":(\\d+),\"drSequence\":(\\d+),\"drEventTime\":\"([^\"]+)\","
            + "\"user\":\"([^\"]+)\",\"amount\":(\\d+)}");

    static Reading of(ConsumerRecord<byte[], byte[]> record) {
        Matcher body = BODY.matcher(new String(record.value(), StandardCharsets.UTF_8));
        if (!body.matches()) {
            throw new IllegalArgumentException("not an event of this test at offset " + record.offset());
        }
        return new Reading(
                record.partition(),
                record.offset(),
                body.group(1),
                body.group(2),
                Long.parseLong(body.group(3)),
                Long.parseLong(body.group(4)),
                Instant.parse(body.group(5)),
                body.group(6),
                Long.parseLong(body.group(7)));
    }

    static byte[] body(String user, long amount) {
        return ("{\"user\":\"" + user + "\",\"amount\":" + amount + "}").getBytes(StandardCharsets.UTF_8);
    }

    String source() {
        return producer + "#" + epoch;
    }
}
