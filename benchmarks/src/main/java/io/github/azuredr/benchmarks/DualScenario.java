package io.github.azuredr.benchmarks;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.kafka.KafkaSink;
import io.github.azuredr.streamanalytics.send.DualSender;
import io.github.azuredr.streamanalytics.send.EventSink;
import io.github.azuredr.streamanalytics.send.SendPolicy;
import io.github.azuredr.streamanalytics.send.SenderSettings;
import io.github.azuredr.streamanalytics.spool.SpoolLimits;
import io.github.azuredr.streamanalytics.spool.SqliteSpool;
import io.github.azuredr.streamanalytics.stamp.OutgoingEvent;
import io.github.azuredr.streamanalytics.stamp.StampPlace;
import io.github.azuredr.time.TimeSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Sending to two brokers, eight callers at once, beside two bare producers; and what a dark side costs the callers. */
final class DualScenario implements Scenario {
    private static final int CALLERS = 8;
    private static final int EVENTS = Integer.getInteger("bench.events", 16_000);
    private static final Duration PATIENCE = Duration.ofMillis(50);
    private static final byte[] BODY = new byte[256];

    private interface Send {
        void event(int number) throws Exception;
    }

    @Override
    public String name() {
        return "dual";
    }

    @Override
    public List<Line> run() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try (Hub a = new Hub("hub-a");
                Hub b = new Hub("hub-b")) {
            bare(a, b, callers, true);
            ours(a, b, callers, SendPolicy.ALL, Duration.ZERO);
            List<Sample> both = Alternation.of(
                    "events/s",
                    () -> ours(a, b, callers, SendPolicy.ALL, Duration.ZERO),
                    () -> bare(a, b, callers, true),
                    () -> ours(a, b, callers, SendPolicy.ANY, Duration.ZERO),
                    () -> bare(a, b, callers, false),
                    () -> ours(a, b, callers, SendPolicy.ANY, PATIENCE));
            Sample waits = Sample.of("waits", waitsWithOneSideDark(a));
            return List.of(
                    Line.informing(
                            "send, both acknowledge (ALL)", both.get(0), both.get(1), "two producers, both waited for"),
                    Line.informing(
                            "send, one acknowledges (ANY)",
                            both.get(2),
                            both.get(3),
                            "two producers, first waited for"),
                    Line.informing(
                            "send, ANY with patience of 50 ms",
                            both.get(4),
                            both.get(1),
                            "two producers, both waited for"),
                    Line.atMost(
                            "1,000 sends, one side dark: waits for it", waits, Sample.of("wait", 1), "one wait", 0));
        } finally {
            callers.shutdownNow();
        }
    }

    private static double ours(Hub a, Hub b, ExecutorService callers, SendPolicy policy, Duration patience)
            throws Exception {
        Path folder = Folders.fresh("spool");
        try (SqliteSpool spool = SqliteSpool.open(folder.resolve("spool"), SpoolLimits.ofDefaults());
                DualSender sender = DualSender.open(
                        SenderSettings.of("bench", policy)
                                .stampedIn(StampPlace.PROPERTIES)
                                .withTimeout(Duration.ofSeconds(20))
                                .withPatience(patience),
                        new KafkaSink("a", a.producer(), Hub.TOPIC),
                        new KafkaSink("b", b.producer(), Hub.TOPIC),
                        spool,
                        TimeSource.system(),
                        Thread::new)) {
            return rate(callers, number -> sender.send(OutgoingEvent.of("key-" + number % 100, BODY))
                    .orThrow());
        } finally {
            Folders.delete(folder);
        }
    }

    private static double bare(Hub a, Hub b, ExecutorService callers, boolean waitForBoth) throws Exception {
        try (KafkaProducer<byte[], byte[]> first = a.producer();
                KafkaProducer<byte[], byte[]> second = b.producer()) {
            first.partitionsFor(Hub.TOPIC);
            second.partitionsFor(Hub.TOPIC);
            return rate(callers, number -> {
                byte[] key = ("key-" + number % 100).getBytes(StandardCharsets.UTF_8);
                CompletableFuture<RecordMetadata> one = send(first, key);
                CompletableFuture<RecordMetadata> other = send(second, key);
                if (waitForBoth) {
                    CompletableFuture.allOf(one, other).get();
                } else {
                    CompletableFuture.anyOf(one, other).get();
                }
            });
        }
    }

    private static CompletableFuture<RecordMetadata> send(KafkaProducer<byte[], byte[]> producer, byte[] key) {
        CompletableFuture<RecordMetadata> answer = new CompletableFuture<>();
        Future<RecordMetadata> saidByCallback =
                producer.send(new ProducerRecord<>(Hub.TOPIC, key, BODY), (metadata, failure) -> {
                    if (failure == null) {
                        answer.complete(metadata);
                    } else {
                        answer.completeExceptionally(failure);
                    }
                });
        return answer;
    }

    private static double rate(ExecutorService callers, Send send) throws Exception {
        long begun = System.nanoTime();
        List<Callable<Void>> work = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            int mine = caller;
            work.add(() -> {
                for (int number = mine; number < EVENTS; number += CALLERS) {
                    send.event(number);
                }
                return null;
            });
        }
        for (Future<Void> done : callers.invokeAll(work)) {
            done.get();
        }
        return EVENTS / ((System.nanoTime() - begun) / 1e9);
    }

    /** Side B fails its first event; counted are the waits of the thousand sends after it. */
    private static double waitsWithOneSideDark(Hub a) throws Exception {
        Path folder = Folders.fresh("spool");
        try (SqliteSpool spool = SqliteSpool.open(folder.resolve("spool"), SpoolLimits.ofDefaults());
                DualSender sender = DualSender.open(
                        SenderSettings.of("bench", SendPolicy.ANY).stampedIn(StampPlace.PROPERTIES),
                        new KafkaSink("a", a.producer(), Hub.TOPIC),
                        dark(),
                        spool,
                        TimeSource.system(),
                        Thread::new)) {
            sender.send(OutgoingEvent.of("k", BODY)).orThrow();
            long before = sender.status(Side.B).waits();
            for (int i = 0; i < 1_000; i++) {
                sender.send(OutgoingEvent.of("k", BODY)).orThrow();
            }
            return sender.status(Side.B).waits() - before;
        } finally {
            Folders.delete(folder);
        }
    }

    private static EventSink dark() {
        return new DarkSink();
    }
}
