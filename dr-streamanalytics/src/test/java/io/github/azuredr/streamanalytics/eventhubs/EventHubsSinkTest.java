package io.github.azuredr.streamanalytics.eventhubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.amqp.exception.AmqpErrorCondition;
import com.azure.core.amqp.exception.AmqpException;
import com.azure.messaging.eventhubs.EventHubClientBuilder;
import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.ManualTime;
import io.github.azuredr.streamanalytics.send.DualSender;
import io.github.azuredr.streamanalytics.send.EventRejectedException;
import io.github.azuredr.streamanalytics.send.SendPolicy;
import io.github.azuredr.streamanalytics.send.SenderSettings;
import io.github.azuredr.streamanalytics.spool.SpoolLimits;
import io.github.azuredr.streamanalytics.spool.SqliteSpool;
import io.github.azuredr.streamanalytics.stamp.EventStamp;
import io.github.azuredr.streamanalytics.stamp.OutgoingEvent;
import io.github.azuredr.streamanalytics.stamp.ProducerEpoch;
import io.github.azuredr.streamanalytics.stamp.StampPlace;
import io.github.azuredr.streamanalytics.stamp.StampedEvent;
import io.github.azuredr.time.TimeSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventHubsSinkTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(700);

    @TempDir
    Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private AmqpHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = hub(4);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void anEventArrivesWithItsKeyIdAndPropertiesAndThePartitionsAreCounted() throws Exception {
        EventHubsSink sink = sink(hub, TIMEOUT);

        await(sink.send(event("user-7", 5, "body")).toCompletableFuture());

        assertThat(hub.received()).singleElement().satisfies(one -> {
            assertThat(one.key()).isEqualTo("user-7");
            assertThat(one.id()).isEqualTo("e5");
            assertThat(one.body()).isEqualTo("body");
            assertThat(one.properties()).containsEntry("drSequence", "5");
        });
        assertThat(sink.partitionCount()).isEqualTo(4);
    }

    @Test
    void eventsOfOneKeyArriveInOrderAndTogetherWhenTheyCameTogether() throws Exception {
        EventHubsSink sink = sink(hub, TIMEOUT);
        List<CompletableFuture<Void>> answers = new ArrayList<>();

        for (int i = 1; i <= 200; i++) {
            answers.add(sink.send(event("k" + i % 2, i, "b" + i)).toCompletableFuture());
        }

        await(CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)));
        for (int key = 0; key < 2; key++) {
            String of = "k" + key;
            List<Integer> arrived = hub.received().stream()
                    .filter(one -> one.key().equals(of))
                    .map(one -> Integer.valueOf(one.id().substring(1)))
                    .toList();
            assertThat(arrived).hasSize(100).isSorted();
        }
        assertThat(hub.received()).anyMatch(one -> one.together() > 10);
    }

    @Test
    void anEventTooLargeForTheHubIsRejectedAndThoseBehindItArrive() throws Exception {
        EventHubsSink sink = sink(hub, TIMEOUT);
        CompletableFuture<Void> before = sink.send(event("k", 1, "small")).toCompletableFuture();
        CompletableFuture<Void> large =
                sink.send(event("k", 2, "x".repeat(100_000))).toCompletableFuture();
        CompletableFuture<Void> behind = sink.send(event("k", 3, "small")).toCompletableFuture();

        await(before);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> await(large))
                .withCauseInstanceOf(EventRejectedException.class);
        await(behind);
        assertThat(hub.received()).extracting(AmqpHub.Received::id).containsExactly("e1", "e3");
    }

    @Test
    void anEventTheServiceRefusesForGoodIsRejectedAloneAlthoughItWentWithOthers() throws Exception {
        hub.refuses("bad");
        EventHubsSink sink = sink(hub, TIMEOUT);
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            answers.add(sink.send(event("k", i, i == 4 ? "bad" : "good")).toCompletableFuture());
        }

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> await(answers.get(3)))
                .withCauseInstanceOf(EventRejectedException.class);
        await(answers.get(5));
        assertThat(hub.received()).extracting(AmqpHub.Received::id).containsExactly("e1", "e2", "e3", "e5", "e6");
    }

    @Test
    void aKeyTheServiceDoesNotAllowIsRejected() {
        EventHubsSink sink = sink(hub, TIMEOUT);

        CompletableFuture<Void> answer =
                sink.send(event("k".repeat(200), 1, "b")).toCompletableFuture();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> await(answer))
                .withCauseInstanceOf(EventRejectedException.class);
    }

    @Test
    void aBusyHubFailsTheEventAndThoseBehindItSoThatNoneOvertakes() throws Exception {
        EventHubsSink sink = sink(hub, TIMEOUT);
        await(sink.send(event("k", 1, "b")).toCompletableFuture());
        hub.is(AmqpHub.Mood.BUSY);

        CompletableFuture<Void> first = sink.send(event("k", 2, "b")).toCompletableFuture();
        CompletableFuture<Void> behind = sink.send(event("k", 3, "b")).toCompletableFuture();

        for (CompletableFuture<Void> answer : List.of(first, behind)) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> await(answer))
                    .havingCause()
                    .isInstanceOfSatisfying(AmqpException.class, failure -> assertThat(failure.getErrorCondition())
                            .isEqualTo(AmqpErrorCondition.SERVER_BUSY_ERROR));
        }
        hub.is(AmqpHub.Mood.ACCEPTS);
        await(sink.send(event("k", 4, "b")).toCompletableFuture());
        assertThat(hub.received()).extracting(AmqpHub.Received::id).containsExactly("e1", "e4");
    }

    @Test
    void aDetachedLinkACutLineAndASilentHubFailAndTheNextEventFindsANewLink() throws Exception {
        EventHubsSink sink = sink(hub, SHORT);
        await(sendUntilAccepted(sink, 1));
        hub.is(AmqpHub.Mood.DETACHES);
        CompletableFuture<Void> detached = sink.send(event("k", 100, "b")).toCompletableFuture();
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> await(detached));

        hub.is(AmqpHub.Mood.ACCEPTS);
        await(sendUntilAccepted(sink, 2));
        hub.cut();
        await(sendUntilAccepted(sink, 3));
        hub.is(AmqpHub.Mood.SILENT);
        CompletableFuture<Void> silent = sink.send(event("k", 101, "b")).toCompletableFuture();
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> await(silent));

        hub.is(AmqpHub.Mood.ACCEPTS);
        await(sendUntilAccepted(sink, 4));
        assertThat(hub.received()).extracting(AmqpHub.Received::id).contains("e1", "e2", "e3", "e4");
    }

    @Test
    void theSenderOwesWhatADarkHubMissedAndReplaysItInOrder() throws Exception {
        AmqpHub other = hub(4);
        DualSender sender = sender(sink(hub, SHORT), sink(other, SHORT));
        sender.send(OutgoingEvent.of("k", new byte[] {'1'})).orThrow();
        other.is(AmqpHub.Mood.BUSY);
        for (int i = 2; i <= 20; i++) {
            sender.send(OutgoingEvent.of("k", Integer.toString(i).getBytes(StandardCharsets.UTF_8)))
                    .orThrow();
        }
        other.is(AmqpHub.Mood.ACCEPTS);

        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (!sender.status(Side.B).direct() || sender.status(Side.B).owed().events() > 0) {
            assertThat(System.nanoTime()).as("side B gets its events").isLessThan(end);
            sender.replay();
        }
        List<Integer> arrived = other.received().stream()
                .map(one -> Integer.valueOf(one.body()))
                .distinct()
                .toList();
        assertThat(arrived).hasSize(20).isSorted();
    }

    @Test
    void hubsWithDifferentPartitionCountsAreRefusedAtTheStart() throws Exception {
        AmqpHub other = hub(8);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> sender(sink(hub, TIMEOUT), sink(other, TIMEOUT)))
                .withMessageContaining("8 partitions")
                .withMessageContaining("give both the same count");
    }

    private CompletableFuture<Void> sendUntilAccepted(EventHubsSink sink, int sequence) throws Exception {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        for (; ; ) {
            CompletableFuture<Void> answer =
                    sink.send(event("k", sequence, "b")).toCompletableFuture();
            try {
                await(answer);
                return answer;
            } catch (ExecutionException notYet) {
                assertThat(System.nanoTime()).as("accepted again: " + notYet).isLessThan(end);
            }
        }
    }

    private DualSender sender(EventHubsSink a, EventHubsSink b) {
        SqliteSpool spool = SqliteSpool.open(folder.resolve("spool"), SpoolLimits.ofDefaults());
        open.add(0, spool);
        DualSender sender = DualSender.open(
                SenderSettings.of("till", SendPolicy.ANY)
                        .stampedIn(StampPlace.PROPERTIES)
                        .withTimeout(Duration.ofSeconds(5)),
                a,
                b,
                spool,
                TimeSource.system(),
                Thread::new);
        open.add(0, sender);
        return sender;
    }

    private AmqpHub hub(int partitions) throws IOException {
        AmqpHub made = new AmqpHub(partitions, 64 * 1_024);
        open.add(made);
        return made;
    }

    private EventHubsSink sink(AmqpHub of, Duration timeout) {
        EventHubsSink sink = new EventHubsSink(
                "hub",
                new EventHubClientBuilder()
                        .connectionString(of.connectionString())
                        .retryOptions(EventHubsSink.retryOptions(timeout))
                        .buildAsyncProducerClient(),
                TIMEOUT);
        open.add(0, sink);
        return sink;
    }

    private static void await(CompletableFuture<Void> answer) throws Exception {
        answer.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }

    private static StampedEvent event(String key, long sequence, String body) {
        return new StampedEvent(
                new EventStamp("e" + sequence, new ProducerEpoch("p", 1), sequence, ManualTime.START),
                key,
                body.getBytes(StandardCharsets.UTF_8),
                Map.of("drSequence", Long.toString(sequence)));
    }
}
