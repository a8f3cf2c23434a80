package io.github.azuredr.streamanalytics.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.ManualTime;
import io.github.azuredr.streamanalytics.checkpoint.InMemoryCheckpoints;
import io.github.azuredr.streamanalytics.checkpoint.ReaderFencedException;
import io.github.azuredr.streamanalytics.output.OutputRow;
import io.github.azuredr.streamanalytics.output.RowSourceException;
import io.github.azuredr.streamanalytics.output.TableSource;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WindowReconcilerTest {
    private static final WindowShape PARTS =
            new WindowShape("n", List.of("total"), List.of("least"), List.of("most"), "first", "last");

    private final ManualTime time = new ManualTime();
    private final TableSource a = new TableSource();
    private final TableSource b = new TableSource();
    private final InMemoryCheckpoints checkpoints = new InMemoryCheckpoints();

    @Test
    void windowsBothSidesAgreeOnAreExactAndDeliveredOnce() {
        WindowReconciler reader = open(ConflictPolicy.PREFER_ACTIVE);
        for (TableSource side : List.of(a, b)) {
            side.insert(window(1, "k", 1, 5));
            side.insert(window(2, "k", 6, 9));
        }

        List<WindowDelivery> first = take(reader);
        List<WindowDelivery> second = take(reader);

        assertThat(first).singleElement().matches(one -> one.state() == WindowState.EXACT);
        assertThat(second).isEmpty();
    }

    @Test
    void theSideWhoseSequencesHaveNoHoleWinsWhateverThePolicy() {
        WindowReconciler reader = open(ConflictPolicy.FLAG);
        a.insert(window(1, "k", 2, 4));
        b.insert(window(1, "k", 1, 5));
        past("", 6, 6);

        assertThat(take(reader)).singleElement().satisfies(one -> {
            assertThat(one.state()).isEqualTo(WindowState.EXACT);
            assertThat(one.row().values()).containsEntry("n", 5L);
        });
    }

    @Test
    void partsOfBothSidesMakeAWindowNeitherHas() {
        WindowReconciler reader = open(ConflictPolicy.FLAG);
        a.insert(part(1, "k", "p", 1, 5));
        a.insert(part(1, "k", "q", 1, 2));
        b.insert(part(1, "k", "p", 1, 3));
        b.insert(part(1, "k", "q", 1, 4));
        past("p", 6, 6);
        past("q", 5, 5);

        assertThat(take(reader)).singleElement().satisfies(one -> {
            assertThat(one.state()).isEqualTo(WindowState.RECOMPUTED);
            assertThat(one.row().values()).containsEntry("n", 9L);
            assertThat(one.row().values().get("total")).hasToString("25");
            assertThat(one.row().values().get("most")).hasToString("5");
        });
    }

    @Test
    void differingWindowsAreChosenByPolicyAndSaySo() {
        OutputRow holes = row(1, "k", "", Map.of("n", 2L, "total", 9, "least", 1, "most", 8, "first", 1, "last", 8));
        OutputRow more = row(1, "k", "", Map.of("n", 3L, "total", 12, "least", 2, "most", 7, "first", 2, "last", 7));
        a.insert(holes);
        b.insert(more);
        past();

        assertThat(take(open(ConflictPolicy.PREFER_ACTIVE)).get(0))
                .isEqualTo(new WindowDelivery(holes, WindowState.CONFLICTING, false));
        checkpointsOfAnotherReader();
        assertThat(take(open("larger", ConflictPolicy.PREFER_LARGER_COUNT)).get(0))
                .isEqualTo(new WindowDelivery(more, WindowState.CONFLICTING, false));
        WindowBatch flagged = open("flag", ConflictPolicy.FLAG).next();
        assertThat(flagged.windows()).isEmpty();
        assertThat(flagged.conflicts()).singleElement().satisfies(one -> {
            assertThat(one.onA()).containsExactly(holes);
            assertThat(one.onB()).containsExactly(more);
        });
    }

    @Test
    void aDarkSideDelaysAWindowByTheGraceAndItsReturnRevisesIt() {
        WindowReconciler reader = open(ConflictPolicy.PREFER_LARGER_COUNT);
        a.insert(window(1, "k", 2, 5));
        b.insert(window(1, "k", 1, 5));
        b.dark(true);
        time.advance(Duration.ofSeconds(65));
        assertThat(take(reader)).isEmpty();

        time.advance(Duration.ofMinutes(2));
        assertThat(take(reader)).singleElement().matches(one -> one.state() == WindowState.UNCONFIRMED);

        b.dark(false);
        past("", 6, 6);
        assertThat(take(reader)).singleElement().satisfies(one -> {
            assertThat(one.revised()).isTrue();
            assertThat(one.state()).isEqualTo(WindowState.EXACT);
            assertThat(one.row().values()).containsEntry("n", 5L);
        });
        assertThat(take(reader)).isEmpty();
    }

    @Test
    void rowsThatAreNoWindowsAreReportedAndTwoDarkSidesAreAnError() {
        WindowReconciler reader = open(ConflictPolicy.FLAG);
        a.insert(row(1, "k", "", Map.of("n", 1L)));
        past();

        assertThat(reader.next().unusable()).singleElement().asString().contains("column total is missing");
        a.dark(true);
        b.dark(true);
        assertThatExceptionOfType(RowSourceException.class).isThrownBy(reader::next);
    }

    @Test
    void anOlderReaderIsFenced() {
        WindowReconciler old = open(ConflictPolicy.FLAG);
        WindowBatch inHand = old.next();
        open(ConflictPolicy.FLAG).switchTo(Side.B, 2);

        assertThatExceptionOfType(ReaderFencedException.class).isThrownBy(() -> checkpoints.save(inHand.checkpoint()));
    }

    /** A window said to be exact holds the value of everything either side saw. */
    @Property(tries = 300)
    void whatIsCalledSureContainsEveryEventEitherSideSaw(@ForAll long seed) {
        // Tries share the test's instance; each needs tables of its own.
        new WindowReconcilerTest().sureIsSure(new Random(seed));
    }

    /** Each producer sends 1..n in the window and goes on in a later one; each side saw some of both. */
    private void sureIsSure(Random random) {
        long expected = 0;
        for (String producer : List.of("p", "q")) {
            int sent = 1 + random.nextInt(5);
            int next = sent + 1 + random.nextInt(2);
            BitSet either = new BitSet();
            for (TableSource side : List.of(a, b)) {
                BitSet seen = subset(random, sent);
                either.or(seen);
                insert(side, producer, seen);
                if (random.nextInt(4) > 0) {
                    side.insert(part(60, "later", producer, next + random.nextInt(2), next + 5));
                }
            }
            expected += either.cardinality();
        }
        past();

        for (WindowDelivery one : take(open(ConflictPolicy.PREFER_LARGER_COUNT))) {
            if (one.state().sure() && one.row().key().equals("k")) {
                assertThat(((Number) one.row().values().get("n")).longValue()).isEqualTo(expected);
            }
        }
    }

    private static BitSet subset(Random random, int sent) {
        BitSet seen = new BitSet();
        if (random.nextInt(3) == 0) {
            seen.set(1, sent + 1);
        } else {
            for (int sequence = 1; sequence <= sent; sequence++) {
                seen.set(sequence, random.nextInt(4) > 0);
            }
        }
        return seen;
    }

    private static void insert(TableSource side, String producer, BitSet seen) {
        if (!seen.isEmpty()) {
            long first = seen.nextSetBit(0);
            long last = seen.length() - 1;
            long total = seen.stream().sum();
            long count = seen.cardinality();
            side.insert(row(
                    1,
                    "k",
                    producer,
                    Map.of("n", count, "total", total, "least", first, "most", last, "first", first, "last", last)));
        }
    }

    @Test
    void aPartThatMayLackItsLastEventIsNotSureUntilTheNextPartShowsThatItIsWhole() {
        WindowReconciler reader = open(ConflictPolicy.PREFER_ACTIVE);
        a.insert(part(1, "k", "p", 1, 5));
        past();

        assertThat(take(reader)).singleElement().matches(one -> one.state() == WindowState.UNCONFIRMED);

        a.insert(part(2, "k", "p", 6, 9));
        assertThat(take(reader)).first().satisfies(one -> {
            assertThat(one.revised()).isTrue();
            assertThat(one.state()).isEqualTo(WindowState.EXACT);
        });
    }

    @Test
    void aWindowThatASourceIsMissingFromIsNotSureAlthoughBothSidesAgree() {
        WindowReconciler reader = open(ConflictPolicy.PREFER_ACTIVE);
        for (TableSource side : List.of(a, b)) {
            for (int minute = 1; minute <= 3; minute++) {
                side.insert(part(minute, "k", "p", minute, minute));
            }
            side.insert(part(1, "k", "q", 1, 4));
            side.insert(part(3, "k", "q", 9, 9));
        }
        past();

        assertThat(take(reader))
                .extracting(WindowDelivery::state)
                .startsWith(WindowState.EXACT, WindowState.UNCONFIRMED, WindowState.EXACT);
    }

    @Test
    void theKeysOfAWindowProveTogetherThatNothingIsMissing() {
        WindowReconciler reader = open(ConflictPolicy.FLAG);
        Map<String, Object> odd = Map.of("n", 3L, "total", 9, "least", 1, "most", 5, "first", 1, "last", 5);
        Map<String, Object> even = Map.of("n", 2L, "total", 6, "least", 2, "most", 4, "first", 2, "last", 4);
        a.insert(row(1, "odd", "p", odd));
        a.insert(row(1, "even", "p", even));
        b.insert(part(1, "odd", "p", 3, 3));
        past("p", 6, 6);

        assertThat(take(reader))
                .extracting(WindowDelivery::state)
                .containsExactly(WindowState.EXACT, WindowState.EXACT);
    }

    private void checkpointsOfAnotherReader() {
        assertThat(checkpoints.load("larger")).isEmpty();
    }

    /** Both sides have a later window, so that those before it are due. */
    private void past() {
        a.insert(window(60, "later", 100, 100));
        b.insert(window(60, "later", 100, 100));
    }

    /** The same, and a source goes on there. */
    private void past(String producer, long nextOnA, long nextOnB) {
        a.insert(part(60, "later", producer, nextOnA, nextOnA + 9));
        b.insert(part(60, "later", producer, nextOnB, nextOnB + 9));
    }

    private List<WindowDelivery> take(WindowReconciler reader) {
        WindowBatch batch = reader.next();
        checkpoints.save(batch.checkpoint());
        reader.committed(batch);
        return batch.windows();
    }

    private WindowReconciler open(ConflictPolicy policy) {
        return open("clicks", policy);
    }

    private WindowReconciler open(String reader, ConflictPolicy policy) {
        return new WindowReconciler(
                reader,
                Map.of(Side.A, a, Side.B, b),
                PARTS,
                WindowSettings.startingAt(ManualTime.START, policy),
                checkpoints,
                time,
                Side.A,
                1);
    }

    private static OutputRow window(int minute, String key, long first, long last) {
        return part(minute, key, "", first, last);
    }

    /** Each event's value is its sequence. */
    private static OutputRow part(int minute, String key, String producer, long first, long last) {
        long total = (first + last) * (last - first + 1) / 2;
        return row(
                minute,
                key,
                producer,
                Map.of(
                        "n",
                        last - first + 1,
                        "total",
                        total,
                        "least",
                        first,
                        "most",
                        last,
                        "first",
                        first,
                        "last",
                        last));
    }

    private static OutputRow row(int minute, String key, String producer, Map<String, Object> values) {
        Instant end = ManualTime.START.plus(Duration.ofMinutes(minute));
        return new OutputRow(key + "@" + end + producer, key, end, producer, producer.isEmpty() ? 0 : 1, 0, values);
    }
}
