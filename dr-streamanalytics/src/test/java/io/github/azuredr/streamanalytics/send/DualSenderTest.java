package io.github.azuredr.streamanalytics.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.ManualTime;
import io.github.azuredr.streamanalytics.mark.RecordedGap;
import io.github.azuredr.streamanalytics.spool.Spool;
import io.github.azuredr.streamanalytics.spool.SpoolException;
import io.github.azuredr.streamanalytics.spool.SpoolForTests;
import io.github.azuredr.streamanalytics.spool.SpoolLimits;
import io.github.azuredr.streamanalytics.spool.SqliteSpool;
import io.github.azuredr.streamanalytics.stamp.OutgoingEvent;
import io.github.azuredr.streamanalytics.stamp.StampPlace;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DualSenderTest {
    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();
    private final MemorySink a = new MemorySink("hub-a", 4);
    private final MemorySink b = new MemorySink("hub-b", 4);
    private final List<AutoCloseable> opened = new ArrayList<>();
    private SqliteSpool spool;

    @AfterEach
    void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    @Test
    void bothSidesGetTheSameBytesUnderTheSameStamp() {
        DualSender sender = open(SendPolicy.ALL);

        SendResult.Acknowledged sent = sender.send(event()).orThrow();

        assertThat(sent.accepted()).containsExactlyInAnyOrder(Side.A, Side.B);
        assertThat(a.events()).isEqualTo(b.events()).hasSize(1);
        assertThat(new String(a.events().get(0).body(), StandardCharsets.UTF_8))
                .contains("\"drProducer\":\"till\"", "\"drSequence\":1", "\"drEventTime\":\"2026-01-01T00:00:00Z\"")
                .endsWith("\"v\":1}");
    }

    @Test
    void underAllADarkSideMeansNoAcknowledgementAndTheHoleIsRecorded() {
        DualSender sender = open(SendPolicy.ALL);
        b.is(MemorySink.Mood.DARK);

        SendResult first = sender.send(event());
        SendResult second = sender.send(event());

        assertThat(first).isInstanceOf(SendResult.NotAcknowledged.class);
        assertThat(sender.gaps())
                .extracting(RecordedGap::side, RecordedGap::first, RecordedGap::reason)
                .containsExactly(tuple(Side.B, 1L, RecordedGap.Reason.NOT_ACKNOWLEDGED));
        assertThat(((SendResult.NotAcknowledged) second).stamp())
                .as("refused before a sequence was used")
                .isEmpty();
        assertThat(spool.load(Side.B).events()).isZero();

        b.is(MemorySink.Mood.ACCEPTS);
        sender.replay();
        assertThat(sender.send(event()).orThrow().stamp().sequence()).isEqualTo(2);
    }

    @Test
    void aDarkSideCostsNoWaitsAfterItsBreakerOpened() {
        DualSender sender = open(SendPolicy.ANY);
        b.is(MemorySink.Mood.SILENT);
        sender.send(event()).orThrow();
        settleUntilBehind(sender);
        long waitsBefore = sender.status(Side.B).waits();
        int callsBefore = b.calls();

        for (int i = 0; i < 1_000; i++) {
            sender.send(event()).orThrow();
        }

        assertThat(sender.status(Side.B).waits()).isEqualTo(waitsBefore);
        assertThat(b.calls()).isEqualTo(callsBefore);
        assertThat(sender.status(Side.B).owed().events()).isEqualTo(1_001);
    }

    @Test
    void whatASideMissedIsReplayedInOrderWhenItReturns() {
        DualSender sender = open(SendPolicy.ANY);
        b.is(MemorySink.Mood.DARK);
        for (int i = 0; i < 500; i++) {
            sender.send(event()).orThrow();
        }
        sender.replay();
        assertThat(b.sequences()).isEmpty();

        b.is(MemorySink.Mood.ACCEPTS);
        sender.replay();
        sender.send(event().withId("mine")).orThrow();
        sender.replay();

        assertThat(b.sequences())
                .startsWith(LongStream.rangeClosed(1, 500).boxed().toArray(Long[]::new));
        assertThat(b.sequences()).contains(501L);
        assertThat(a.sequences()).hasSize(501);
        assertThat(sender.status(Side.B).direct()).isTrue();
        assertThat(sender.status(Side.B).owed().events()).isZero();
    }

    @Test
    void aNewProcessReplaysWhatTheOldOneOwedUnderANewEpoch() throws Exception {
        DualSender old = open(SendPolicy.ANY);
        b.is(MemorySink.Mood.DARK);
        old.send(event()).orThrow();
        old.close();
        spool.close();
        a.is(MemorySink.Mood.ACCEPTS);
        b.is(MemorySink.Mood.ACCEPTS);

        DualSender next = open(SendPolicy.ANY);
        SendResult.Acknowledged sent = next.send(event()).orThrow();
        next.replay();

        assertThat(sent.stamp().sequence()).isEqualTo(1);
        assertThat(b.events()).hasSize(2);
        assertThat(b.events().get(0).stamp().source().epoch())
                .isLessThan(b.events().get(1).stamp().source().epoch());
    }

    @Test
    void theSpoolOverflowsIntoAnExactGap() {
        DualSender sender = open(SenderSettings.of("till", SendPolicy.ANY), new SpoolLimits(10, 1_000_000), 0);
        b.is(MemorySink.Mood.DARK);

        List<SendResult.Acknowledged> sent = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            sent.add(sender.send(event()).orThrow());
        }

        assertThat(sent.get(24).missed()).containsExactly(Side.B);
        assertThat(sender.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.first()).isEqualTo(11);
            assertThat(gap.last()).isEqualTo(25);
            assertThat(gap.reason()).isEqualTo(RecordedGap.Reason.OVERFLOW);
        });
    }

    @Test
    void aFullDiskUnderTheSpoolIsSaidAndTheGapIsExact() {
        DualSender sender = open(
                SenderSettings.of("till", SendPolicy.ANY).stampedIn(StampPlace.PROPERTIES),
                SpoolLimits.ofDefaults(),
                24);
        b.is(MemorySink.Mood.DARK);
        OutgoingEvent large = OutgoingEvent.of("k", new byte[20_000]);

        int kept = 0;
        int missed = 0;
        for (int i = 0; i < 8; i++) {
            SendResult.Acknowledged sent = sender.send(large).orThrow();
            kept += sent.owed().contains(Side.B) ? 1 : 0;
            missed += sent.missed().contains(Side.B) ? 1 : 0;
        }

        assertThat(kept).isPositive();
        assertThat(missed).isPositive();
        assertThat(sender.status(Side.B).owed().events()).isEqualTo(kept);
        long named = sender.gaps().stream()
                .mapToLong(gap -> gap.last() - gap.first() + 1)
                .sum();
        assertThat(named).isEqualTo(missed);
        assertThat(sender.gaps()).allMatch(gap -> gap.reason() == RecordedGap.Reason.DISK);
    }

    @Test
    void anEventASideWillNeverAcceptDoesNotBlockThoseBehindIt() {
        DualSender sender = open(SendPolicy.ANY);
        b.is(MemorySink.Mood.DARK);
        sender.send(event()).orThrow();
        b.is(MemorySink.Mood.REJECTS);
        sender.replay();

        assertThat(sender.gaps()).singleElement().matches(gap -> gap.reason() == RecordedGap.Reason.REJECTED);
        assertThat(sender.status(Side.B).direct()).isTrue();
    }

    @Test
    void whileThePrimaryIsDarkTheOtherSideTakesItsPart() {
        DualSender sender = open(
                SenderSettings.of("till", SendPolicy.PRIMARY_THEN_ASYNC).withPrimary(Side.B),
                SpoolLimits.ofDefaults(),
                0);
        b.is(MemorySink.Mood.DARK);

        SendResult.Acknowledged sent = sender.send(event()).orThrow();

        assertThat(sent.accepted()).containsExactly(Side.A);
        assertThat(sent.owed()).containsExactly(Side.B);
    }

    @Test
    void withBothSidesDarkNothingIsAcknowledgedUnlessTheSpoolAloneMayDo() throws Exception {
        DualSender strict = open(SendPolicy.ANY);
        a.is(MemorySink.Mood.DARK);
        b.is(MemorySink.Mood.DARK);
        assertThat(strict.send(event())).isInstanceOf(SendResult.NotAcknowledged.class);
        assertThat(strict.send(event())).isInstanceOf(SendResult.NotAcknowledged.class);
        assertThat(strict.gaps()).hasSize(2).allMatch(gap -> gap.first() == 1 && gap.last() == 1);
        strict.close();
        spool.close();

        DualSender lenient = open(
                SenderSettings.of("till", SendPolicy.ANY).acknowledgingFromTheSpoolAlone(),
                SpoolLimits.ofDefaults(),
                0);
        assertThat(lenient.send(event()).orThrow().owed()).containsExactlyInAnyOrder(Side.A, Side.B);
    }

    @Test
    void differentPartitionCountsAreRefusedAtTheStartAndAtTheReturn() {
        MemorySink eight = new MemorySink("hub-c", 8);
        spool = SqliteSpool.open(folder.resolve("spool.db"), SpoolLimits.ofDefaults());
        opened.add(spool);
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        DualSender.open(SenderSettings.of("till", SendPolicy.ANY), a, eight, spool, time, Thread::new))
                .withMessageContaining("'hub-c' has 8 partitions, 'hub-a' has 4");

        a.is(MemorySink.Mood.ACCEPTS);
        eight.is(MemorySink.Mood.DARK);
        DualSender sender =
                DualSender.open(SenderSettings.of("till", SendPolicy.ANY), a, eight, spool, time, Thread::new);
        opened.add(sender);
        sender.send(event()).orThrow();
        eight.is(MemorySink.Mood.ACCEPTS);
        sender.replay();

        assertThat(eight.events()).isEmpty();
        assertThat(sender.status(Side.B).lastFailure()).contains("8 partitions");
    }

    @Test
    void aClockThatGoesBackIsCountedAndTimesDoNot() {
        DualSender sender = open(SendPolicy.ALL);
        sender.send(event()).orThrow();
        time.jump(Duration.ofHours(-1));
        sender.send(event()).orThrow();

        assertThat(sender.clockWentBack()).isEqualTo(1);
        assertThat(a.events().get(1).stamp().eventTime()).isEqualTo(ManualTime.START);
    }

    @Test
    void manyThreadsGetSequencesWithoutHoles() throws Exception {
        DualSender sender = open(SendPolicy.ANY);
        b.is(MemorySink.Mood.DARK);
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            CompletableFuture.allOf(IntStream.range(0, 8)
                            .mapToObj(caller -> CompletableFuture.runAsync(
                                    () -> {
                                        for (int i = 0; i < 50; i++) {
                                            sender.send(event()).orThrow();
                                        }
                                    },
                                    callers))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
        } finally {
            callers.shutdown();
        }

        assertThat(a.sequences())
                .containsExactly(LongStream.rangeClosed(1, 400).boxed().toArray(Long[]::new));
        assertThat(spool.load(Side.B).events()).isEqualTo(400);
    }

    @Test
    void anEventThatCannotBeStampedUsesNoSequence() {
        DualSender sender = open(SendPolicy.ALL);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> sender.send(OutgoingEvent.of("k", new byte[] {1, 2})))
                .withMessageContaining("JSON");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> sender.send(OutgoingEvent.of("k", "{\"drSequence\":1}".getBytes(StandardCharsets.UTF_8))))
                .withMessageContaining("stamped before");
        assertThat(sender.send(event()).orThrow().stamp().sequence()).isEqualTo(1);
    }

    @Test
    void aPassThatTheDiskOrAnEndingSenderBreaksDoesNotThrowAndTheNextOneGoesOn() throws Exception {
        SqliteSpool disk = SpoolForTests.open(folder.resolve("other.db"), SpoolLimits.ofDefaults(), 0);
        opened.add(disk);
        AtomicBoolean broken = new AtomicBoolean();
        Spool spooled = (Spool) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Spool.class}, (proxy, method, arguments) -> {
                    if (broken.get() && List.of("oldest", "remove").contains(method.getName())) {
                        throw new SpoolException("the disk is gone", new IOException());
                    }
                    return method.invoke(disk, arguments);
                });
        DualSender sender = DualSender.open(
                SenderSettings.of("till", SendPolicy.ANY).withTimeout(Duration.ofMillis(500)),
                a,
                b,
                spooled,
                time,
                Thread::new);
        opened.add(sender);
        b.is(MemorySink.Mood.DARK);
        sender.send(event()).orThrow();
        b.is(MemorySink.Mood.ACCEPTS);
        broken.set(true);

        sender.replay();

        assertThat(sender.status(Side.B).lastFailure()).contains("the disk is gone");
        assertThat(sender.status(Side.A).lastFailure()).contains("the disk is gone");
        assertThat(sender.status(Side.A).direct()).as("the side accepts").isTrue();
        broken.set(false);
        sender.replay();
        assertThat(b.sequences()).containsExactly(1L);
        sender.close();
        sender.replay();
        assertThat(sender.status(Side.B).lastFailure()).isNotEmpty();
    }

    private void settleUntilBehind(DualSender sender) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (sender.status(Side.B).direct() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(sender.status(Side.B).direct()).isFalse();
    }

    private DualSender open(SendPolicy policy) {
        return open(SenderSettings.of("till", policy).withTimeout(Duration.ofMillis(500)), SpoolLimits.ofDefaults(), 0);
    }

    private DualSender open(SenderSettings settings, SpoolLimits limits, int pages) {
        spool = SpoolForTests.open(folder.resolve("spool.db"), limits, pages);
        opened.add(spool);
        DualSender sender = DualSender.open(settings, a, b, spool, time, task -> {
            Thread thread = new Thread(task, "side");
            thread.setDaemon(true);
            return thread;
        });
        opened.add(sender);
        return sender;
    }

    private static OutgoingEvent event() {
        return OutgoingEvent.of("k", "{\"v\":1}".getBytes(StandardCharsets.UTF_8));
    }
}
