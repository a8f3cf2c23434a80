package io.github.azuredr.streamanalytics.regions;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The stand-in for a Stream Analytics job: reads its region's hub, writes its region's database, at least once. */
final class JobMain {
    private static final Duration POLL = Duration.ofMillis(20);

    private final String broker;
    private final String run;
    private final String url;
    private final Path checkpoint;
    private final Random random;
    private final List<TopicPartition> partitions;

    private JobMain(String... arguments) {
        broker = arguments[0];
        run = arguments[1];
        url = arguments[2];
        checkpoint = Path.of(arguments[3]);
        random = new Random(Long.parseLong(arguments[4]));
        partitions = IntStream.range(0, Broker.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(run, partition))
                .toList();
    }

    public static void main(String[] arguments) throws Exception {
        JobMain job = new JobMain(arguments);
        for (; ; ) {
            try {
                job.untilSomethingBreaks();
            } catch (KafkaException | SQLException broken) {
                System.out.println("job starts again: " + broken);
                Deadline.pause(Duration.ofMillis(100));
            }
        }
    }

    private void untilSomethingBreaks() throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", broker,
                "request.timeout.ms", 2_000,
                "default.api.timeout.ms", 3_000,
                "reconnect.backoff.max.ms", 200,
                "auto.offset.reset", "earliest",
                "max.poll.records", 300);
        try (JobOutput output = new JobOutput(url, run, random);
                KafkaConsumer<byte[], byte[]> hub =
                        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            JobCheckpoint from = JobCheckpoint.in(checkpoint);
            OpenWindows windows = new OpenWindows(from.closedUpTo());
            hub.assign(partitions);
            partitions.forEach(one -> hub.seek(one, from.offsets().getOrDefault(one.partition(), 0L)));
            // Now and then it forgets what it has not written down, as a job that a platform update restarts.
            while (random.nextInt(300) > 0) {
                cycle(hub, output, windows);
            }
        }
    }

    /** All partitions up to where they ended when the cycle began, so that none runs far ahead of the others. */
    private void cycle(KafkaConsumer<byte[], byte[]> hub, JobOutput output, OpenWindows windows) throws Exception {
        Map<TopicPartition, Long> ends = hub.endOffsets(partitions);
        List<Reading> events = new ArrayList<>();
        while (partitions.stream().anyMatch(one -> hub.position(one) < ends.get(one))) {
            for (ConsumerRecord<byte[], byte[]> record : hub.poll(POLL)) {
                events.add(Reading.of(record));
            }
        }
        if (events.isEmpty()) {
            hub.poll(POLL).forEach(record -> events.add(Reading.of(record)));
        }
        if (events.isEmpty()) {
            return;
        }
        output.write(events);
        events.sort((one, other) -> one.time().compareTo(other.time()));
        events.forEach(windows::take);
        output.writeWindows(windows.close());
        Map<Integer, Long> offsets = new HashMap<>();
        partitions.forEach(one -> offsets.put(one.partition(), windows.neededFrom(one.partition(), hub.position(one))));
        new JobCheckpoint(offsets, windows.closedUpTo()).save(checkpoint);
    }
}
