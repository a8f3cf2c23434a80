package io.github.azuredr.streamanalytics.kafka;

import io.github.azuredr.streamanalytics.send.EventRejectedException;
import io.github.azuredr.streamanalytics.send.EventSink;
import io.github.azuredr.streamanalytics.stamp.StampedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;

/**
 * A topic, or an event hub through its Kafka endpoint (port 9093). The partition of a key is Kafka's choice, which is not
 * the one Event Hubs makes over AMQP: use the same kind of sink on both sides.
 */
public final class KafkaSink implements EventSink {
    private final String name;
    private final Producer<byte[], byte[]> producer;
    private final String topic;

    /**
     * A sink over a producer of one's own; it is closed with the sink.
     *
     * @param name what an operator calls it
     */
    public KafkaSink(String name, Producer<byte[], byte[]> producer, String topic) {
        this.name = name;
        this.producer = producer;
        this.topic = topic;
    }

    /**
     * The producer settings this sink is meant for, to be completed with servers and credentials: all replicas, idempotent,
     * and no call that outlasts the sender's timeout.
     */
    public static Map<String, Object> durableSettings(Duration timeout) {
        int millis = Math.toIntExact(timeout.toMillis());
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
        return settings;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int partitionCount() {
        return producer.partitionsFor(topic).size();
    }

    @Override
    public CompletionStage<Void> send(StampedEvent event) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, event.partitionKey().getBytes(StandardCharsets.UTF_8), event.body());
        Headers headers = record.headers();
        event.properties().forEach((key, value) -> headers.add(key, value.getBytes(StandardCharsets.UTF_8)));
        CompletableFuture<Void> answer = new CompletableFuture<>();
        // The callback says all that the future would.
        Future<RecordMetadata> saidByCallback = producer.send(record, (metadata, failure) -> {
            if (failure == null) {
                answer.complete(null);
            } else {
                answer.completeExceptionally(named(failure));
            }
        });
        return answer;
    }

    @Override
    public void close() {
        // What is under way is owed by the spool already; waiting for a dark region would hold up the application's
        // end.
        producer.close(Duration.ZERO);
    }

    private Throwable named(Exception failure) {
        return failure instanceof RecordTooLargeException || failure instanceof RecordBatchTooLargeException
                ? new EventRejectedException("'" + name + "' takes no event of this size", failure)
                : failure;
    }
}
