package io.github.azuredr.streamanalytics.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.streamanalytics.mark.SequenceRange;
import io.github.azuredr.streamanalytics.output.OutputRow;
import io.github.azuredr.streamanalytics.output.Page;
import io.github.azuredr.streamanalytics.output.Position;
import io.github.azuredr.streamanalytics.output.RowSourceException;
import io.github.azuredr.streamanalytics.send.EventRejectedException;
import io.github.azuredr.streamanalytics.stamp.EventStamp;
import io.github.azuredr.streamanalytics.stamp.ProducerEpoch;
import io.github.azuredr.streamanalytics.stamp.StampedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void theSinkSendsKeyBodyAndPropertiesAndSaysHowManyPartitions() {
        MockProducer<byte[], byte[]> producer = producer();
        KafkaSink sink = new KafkaSink("hub-a", producer, "clicks");

        CompletableFuture<Void> answer = sink.send(event()).toCompletableFuture();

        assertThat(answer).isNotDone();
        producer.completeNext();
        assertThat(answer).isCompleted();
        ProducerRecord<byte[], byte[]> sent = producer.history().get(0);
        assertThat(new String(sent.key(), StandardCharsets.UTF_8)).isEqualTo("user-7");
        assertThat(sent.headers().lastHeader("drSequence").value()).isEqualTo(new byte[] {'5'});
        assertThat(sink.partitionCount()).isEqualTo(2);
        sink.close();
    }

    @Test
    void anEventTooLargeIsRejectedForGoodAndOtherFailuresAreNot() {
        MockProducer<byte[], byte[]> producer = producer();
        KafkaSink sink = new KafkaSink("hub-a", producer, "clicks");

        CompletableFuture<Void> tooLarge = sink.send(event()).toCompletableFuture();
        producer.errorNext(new RecordTooLargeException("2 MB"));
        CompletableFuture<Void> dark = sink.send(event()).toCompletableFuture();
        producer.errorNext(new org.apache.kafka.common.errors.TimeoutException("no broker"));

        assertThatThrownBy(tooLarge::join).hasCauseInstanceOf(EventRejectedException.class);
        assertThatThrownBy(dark::join).hasCauseInstanceOf(org.apache.kafka.common.errors.TimeoutException.class);
        sink.close();
    }

    @Test
    void pagesContinueAtTheirOffsetsAndARecordThatIsNoRowIsReported() {
        MockConsumer<byte[], byte[]> consumer = consumer(0, 3);
        KafkaRowSource source = source(consumer);
        consumer.schedulePollTask(() -> {
            consumer.addRecord(record(0, "1"));
            consumer.addRecord(record(1, "nonsense"));
            consumer.addRecord(record(2, "3"));
        });

        Page page = source.read(source.startingAt(Instant.MIN), Instant.MAX, 10);

        assertThat(page.rows()).extracting(OutputRow::sequence).containsExactly(1L, 3L);
        assertThat(page.unplaced()).singleElement().asString().contains("partition 0 offset 1");
        assertThat(page.next()).isEqualTo(new Position("0:3"));
        assertThat(page.atEnd()).isTrue();
    }

    @Test
    void aGapIsFoundByReadingAgain() {
        MockConsumer<byte[], byte[]> consumer = consumer(0, 2);
        KafkaRowSource source = source(consumer);
        consumer.schedulePollTask(() -> {
            consumer.addRecord(record(0, "1"));
            consumer.addRecord(record(1, "2"));
        });

        List<OutputRow> found = source.find(new ProducerEpoch("p", 1), new SequenceRange(2, 9), Instant.EPOCH, 10);

        assertThat(found).extracting(OutputRow::sequence).containsExactly(2L);
    }

    @Test
    void aTopicMadeAnewIsNoticedByItsOffsets() {
        KafkaRowSource source = source(consumer(0, 96));

        assertThatExceptionOfType(RowSourceException.class)
                .isThrownBy(() -> source.read(new Position("0:4984"), Instant.MAX, 10))
                .withMessageContaining("ends at 96, it was read up to 4984");
    }

    private static KafkaRowSource source(MockConsumer<byte[], byte[]> consumer) {
        return new KafkaRowSource(
                consumer,
                "clicks",
                record -> {
                    long sequence = Long.parseLong(new String(record.value(), StandardCharsets.UTF_8));
                    return new OutputRow("e" + sequence, "k", START, "p", 1, sequence, Map.of());
                },
                Duration.ofMillis(10),
                Duration.ofHours(1));
    }

    private static MockConsumer<byte[], byte[]> consumer(long begin, long end) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        TopicPartition partition = new TopicPartition("clicks", 0);
        consumer.updatePartitions("clicks", List.of(new PartitionInfo("clicks", 0, Node.noNode(), null, null)));
        consumer.updateBeginningOffsets(Map.of(partition, begin));
        consumer.updateEndOffsets(Map.of(partition, end));
        return consumer;
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, String value) {
        return new ConsumerRecord<>("clicks", 0, offset, new byte[0], value.getBytes(StandardCharsets.UTF_8));
    }

    private static MockProducer<byte[], byte[]> producer() {
        List<PartitionInfo> partitions = List.of(
                new PartitionInfo("clicks", 0, Node.noNode(), new Node[0], new Node[0]),
                new PartitionInfo("clicks", 1, Node.noNode(), new Node[0], new Node[0]));
        Cluster cluster = new Cluster("c", List.of(), partitions, java.util.Set.of(), java.util.Set.of());
        return new MockProducer<>(cluster, false, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static StampedEvent event() {
        return new StampedEvent(
                new EventStamp("e", new ProducerEpoch("p", 1), 5, START),
                "user-7",
                new byte[] {1},
                Map.of("drSequence", "5"));
    }
}
