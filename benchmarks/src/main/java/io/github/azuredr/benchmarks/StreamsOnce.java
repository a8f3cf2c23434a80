package io.github.azuredr.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/**
 * Deduplication as a Kafka Streams topology does it, in process and without a broker; prints nanoseconds of processor time
 * per row.
 */
final class StreamsOnce {
    private static final Duration RETENTION = Duration.ofHours(1);
    private static final String STORE = "seen";

    private StreamsOnce() {}

    private static final class Once implements Processor<String, Long, String, Long> {
        private @Nullable ProcessorContext<String, Long> context;
        private @Nullable WindowStore<String, Long> seen;
        private static long fresh;

        @Override
        public void init(ProcessorContext<String, Long> given) {
            context = given;
            seen = given.getStateStore(STORE);
        }

        @Override
        public void process(Record<String, Long> row) {
            Instant time = Instant.ofEpochMilli(row.timestamp());
            WindowStore<String, Long> store = Objects.requireNonNull(seen);
            try (var known = store.fetch(row.key(), time.minus(RETENTION), time)) {
                if (known.hasNext()) {
                    return;
                }
            }
            store.put(row.key(), row.value(), row.timestamp());
            fresh++;
            Objects.requireNonNull(context).forward(row);
        }
    }

    public static void main(String[] arguments) {
        TwoCopies rows = new TwoCopies(Long.parseLong(arguments[0]));
        Topology topology = new Topology();
        topology.addSource("rows", Serdes.String().deserializer(), Serdes.Long().deserializer(), "rows")
                .addProcessor("once", Once::new, "rows")
                .addStateStore(
                        Stores.windowStoreBuilder(
                                Stores.inMemoryWindowStore(STORE, RETENTION, RETENTION, false),
                                Serdes.String(),
                                Serdes.Long()),
                        "once");
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "once");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        try (TopologyTestDriver driver = new TopologyTestDriver(topology, settings, Instant.EPOCH)) {
            TestInputTopic<String, Long> topic =
                    driver.createInputTopic("rows", new StringSerializer(), new LongSerializer());
            long begun = ProcessorTime.nanos();
            rows.all((producer, sequence, digest) -> topic.pipeInput(producer + "/" + sequence, sequence, sequence));
            double took = ProcessorTime.nanos() - begun;
            if (Once.fresh != rows.rows() / 2) {
                throw new IllegalStateException(Once.fresh + " rows were new of " + rows.rows());
            }
            System.out.println(took / rows.rows());
        }
    }
}
