package io.github.azuredr.streamanalytics.eventhubs;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.core.amqp.exception.AmqpErrorCondition;
import com.azure.core.amqp.exception.AmqpException;
import com.azure.messaging.eventhubs.EventData;
import com.azure.messaging.eventhubs.EventDataBatch;
import com.azure.messaging.eventhubs.EventHubProducerAsyncClient;
import com.azure.messaging.eventhubs.models.CreateBatchOptions;
import io.github.azuredr.streamanalytics.eventhubs.KeyQueues.Waiting;
import io.github.azuredr.streamanalytics.send.EventRejectedException;
import io.github.azuredr.streamanalytics.send.EventSink;
import io.github.azuredr.streamanalytics.stamp.StampedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/**
 * An event hub over AMQP. The service chooses the partition of a key, the same one in both hubs when their partition
 * counts are the same; it is not the one Kafka's clients choose. Events of one key arrive in order; those that came while
 * one was under way go as one batch.
 */
public final class EventHubsSink implements EventSink {
    private static final int MOST_PER_BATCH = 500;
    private static final Set<AmqpErrorCondition> NEVER_ACCEPTED = Set.of(
            AmqpErrorCondition.LINK_PAYLOAD_SIZE_EXCEEDED,
            AmqpErrorCondition.ARGUMENT_ERROR,
            AmqpErrorCondition.ARGUMENT_OUT_OF_RANGE_ERROR);

    private final String name;
    private final EventHubProducerAsyncClient client;
    private final Duration timeout;
    private final KeyQueues queues = new KeyQueues();

    /**
     * A sink over a client of one's own, built with {@link #retryOptions}; it is closed with the sink.
     *
     * @param name what an operator calls it
     * @param timeout how long a question for the partitions may take; the sender's own
     */
    public EventHubsSink(String name, EventHubProducerAsyncClient client, Duration timeout) {
        this.name = name;
        this.client = client;
        this.timeout = timeout;
    }

    /**
     * The retry options this sink is meant for: no call outlasts the sender's timeout and none is repeated below the
     * sender, whose breaker and spool do that without holding up the other side.
     */
    public static AmqpRetryOptions retryOptions(Duration timeout) {
        return new AmqpRetryOptions()
                .setMaxRetries(0)
                .setTryTimeout(timeout)
                .setDelay(Duration.ofMillis(200))
                .setMaxDelay(Duration.ofSeconds(2));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int partitionCount() {
        return Objects.requireNonNull(client.getEventHubProperties()
                .map(hub -> Math.toIntExact(hub.getPartitionIds().stream().count()))
                .block(timeout));
    }

    @Override
    public CompletionStage<Void> send(StampedEvent event) {
        Waiting mine = new Waiting(event, new CompletableFuture<>());
        if (queues.first(mine)) {
            send(List.of(mine), MOST_PER_BATCH);
        }
        return mine.answer();
    }

    @Override
    public void close() {
        client.close();
    }

    /** Sends what fits into one batch, then the rest, then what came meanwhile. */
    private void send(List<Waiting> events, int most) {
        CreateBatchOptions options =
                new CreateBatchOptions().setPartitionKey(events.get(0).key());
        int[] taken = {0};
        CompletableFuture<Void> sent;
        try {
            sent = client.createBatch(options)
                    .flatMap(batch -> {
                        taken[0] = fill(batch, events, most);
                        return taken[0] == 0
                                ? Mono.error(new IllegalArgumentException(
                                        "larger than " + batch.getMaxSizeInBytes() + " bytes"))
                                : client.send(batch);
                    })
                    .toFuture();
        } catch (RuntimeException refused) {
            sent = CompletableFuture.failedFuture(refused);
        }
        CompletableFuture<Void> settled =
                sent.whenComplete((done, failure) -> settled(events, Math.max(1, taken[0]), cause(failure)));
    }

    private void settled(List<Waiting> events, int taken, @Nullable Throwable failure) {
        boolean never = failure != null && neverAccepted(failure);
        if (never && taken > 1) {
            // One of them is at fault: sent alone, each gets its own answer.
            send(events, 1);
            return;
        }
        List<Waiting> answered = failure == null || never ? events.subList(0, taken) : events;
        answered.forEach(one -> answer(one, failure, never));
        List<Waiting> rest = events.subList(answered.size(), events.size());
        if (rest.isEmpty()) {
            goOn(events.get(0).key(), never ? null : failure);
        } else {
            send(rest, failure == null ? MOST_PER_BATCH : 1);
        }
    }

    /** What waits behind a failure fails with it: sent now, it would overtake what the spool sends again. */
    private void goOn(String key, @Nullable Throwable failure) {
        Optional<List<Waiting>> next = queues.next(key);
        while (failure != null && next.isPresent()) {
            next.get().forEach(one -> one.answer().completeExceptionally(failure));
            next = queues.next(key);
        }
        next.ifPresent(waiting -> send(waiting, MOST_PER_BATCH));
    }

    private void answer(Waiting one, @Nullable Throwable failure, boolean never) {
        if (failure == null) {
            one.answer().complete(null);
        } else {
            one.answer()
                    .completeExceptionally(
                            never
                                    ? new EventRejectedException(
                                            "'" + name + "' never takes this event: " + failure.getMessage(), failure)
                                    : failure);
        }
    }

    private static int fill(EventDataBatch batch, List<Waiting> events, int most) {
        int taken = 0;
        while (taken < Math.min(most, events.size())
                && batch.tryAdd(data(events.get(taken).event()))) {
            taken++;
        }
        return taken;
    }

    private static EventData data(StampedEvent event) {
        EventData data = new EventData(event.body());
        data.setMessageId(event.stamp().eventId());
        data.getProperties().putAll(event.properties());
        return data;
    }

    private static boolean neverAccepted(Throwable failure) {
        return failure instanceof IllegalArgumentException
                || failure instanceof AmqpException amqp
                        && amqp.getErrorCondition() != null
                        && NEVER_ACCEPTED.contains(amqp.getErrorCondition());
    }

    /** What the hub said, without the client's "retries exhausted" around it. */
    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        boolean wrapped = failure instanceof CompletionException || Exceptions.isRetryExhausted(failure);
        return wrapped && failure != null && failure.getCause() != null ? failure.getCause() : failure;
    }
}
