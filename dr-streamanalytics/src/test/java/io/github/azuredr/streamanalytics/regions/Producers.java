package io.github.azuredr.streamanalytics.regions;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.send.DualSender;
import io.github.azuredr.streamanalytics.send.SendPolicy;
import io.github.azuredr.streamanalytics.send.SendResult;
import io.github.azuredr.streamanalytics.send.SenderSettings;
import io.github.azuredr.streamanalytics.spool.SpoolLimits;
import io.github.azuredr.streamanalytics.spool.SqliteSpool;
import io.github.azuredr.streamanalytics.stamp.EventStamp;
import io.github.azuredr.streamanalytics.stamp.OutgoingEvent;
import io.github.azuredr.time.TimeSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Two sending processes, and a book of what they sent and what was acknowledged. */
final class Producers implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final int COUNT = 2;
    private static final int MOST_AGAIN = 10;

    private final Map<Side, Region> regions;
    private final SendPolicy policy;
    private final TimeSource time;
    private final Random random;
    private final List<SqliteSpool> spools = new ArrayList<>();
    private final DualSender[] senders = new DualSender[COUNT];
    private final ScheduledExecutorService replays = Executors.newScheduledThreadPool(COUNT);
    private final Deque<OutgoingEvent> again = new ArrayDeque<>();
    private final List<Sent> book = new ArrayList<>();
    private int events;

    /** One stamped attempt. */
    record Sent(EventStamp stamp, String id, long amount, boolean acknowledged) {
        Instant time() {
            return stamp.eventTime();
        }
    }

    Producers(Map<Side, Region> regions, Path folder, SendPolicy policy, TimeSource time, Random random) {
        this.regions = regions;
        this.policy = policy;
        this.time = time;
        this.random = random;
        for (int producer = 0; producer < COUNT; producer++) {
            spools.add(SqliteSpool.open(folder.resolve("spool-" + producer), SpoolLimits.ofDefaults()));
            senders[producer] = open(producer);
            int mine = producer;
            replays.scheduleWithFixedDelay(() -> sender(mine).replay(), 20, 20, TimeUnit.MILLISECONDS);
        }
    }

    /** New events, after those that were not acknowledged before. */
    void send(int howMany) {
        for (int retry = Math.min(again.size(), MOST_AGAIN); retry > 0; retry--) {
            attempt(again.poll());
        }
        for (int i = 0; i < howMany; i++) {
            events++;
            String user = "u" + random.nextInt(20);
            attempt(OutgoingEvent.of(user, Reading.body(user, 1 + random.nextInt(1_000)))
                    .withId("e" + events));
        }
    }

    boolean nothingToSendAgain() {
        return again.isEmpty();
    }

    /** Ends one process and starts the next one on its spool. */
    void restartOne() {
        int producer = random.nextInt(COUNT);
        synchronized (this) {
            senders[producer].close();
            senders[producer] = open(producer);
        }
    }

    boolean nothingOwed() {
        for (int producer = 0; producer < COUNT; producer++) {
            for (Side side : Side.values()) {
                if (spools.get(producer).load(side).events() > 0
                        || !sender(producer).status(side).direct()) {
                    return false;
                }
            }
        }
        return true;
    }

    List<Sent> book() {
        return book;
    }

    /** The last acknowledged stamp of each producer: nothing after it is to come. */
    List<EventStamp> lastAcknowledged() {
        Map<String, EventStamp> last = new TreeMap<>();
        book.stream()
                .filter(Sent::acknowledged)
                .forEach(sent -> last.put(sent.stamp().source().producer(), sent.stamp()));
        return List.copyOf(last.values());
    }

    private void attempt(OutgoingEvent event) {
        int producer = Math.floorMod(event.eventId().hashCode(), COUNT);
        SendResult result = sender(producer).send(event);
        String body = new String(event.body(), StandardCharsets.UTF_8);
        long amount = Long.parseLong(body.substring(body.lastIndexOf(':') + 1, body.length() - 1));
        if (result instanceof SendResult.Acknowledged done) {
            book.add(new Sent(done.stamp(), event.eventId(), amount, true));
        } else {
            ((SendResult.NotAcknowledged) result)
                    .stamp()
                    .ifPresent(stamp -> book.add(new Sent(stamp, event.eventId(), amount, false)));
            again.add(event);
        }
    }

    private synchronized DualSender sender(int producer) {
        return senders[producer];
    }

    private DualSender open(int producer) {
        return DualSender.open(
                SenderSettings.of("till-" + producer, policy).withTimeout(TIMEOUT),
                regions.get(Side.A).sink(TIMEOUT),
                regions.get(Side.B).sink(TIMEOUT),
                spools.get(producer),
                time,
                Thread::new);
    }

    @Override
    public void close() {
        replays.shutdownNow();
        try {
            replays.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        for (DualSender sender : senders) {
            sender.close();
        }
        spools.forEach(SqliteSpool::close);
    }
}
