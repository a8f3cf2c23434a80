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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    void theSideWhoseInputContainsTheOthersWinsWhateverThePolicy() {
        WindowReconciler reader = open(ConflictPolicy.FLAG);
        a.insert(window(1, "k", 2, 4));
        b.insert(window(1, "k", 1, 5));
        past();

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
        past();

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
        past();
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

    private void sureIsSure(Random random) {
        for (String producer : List.of("p", "q")) {
            for (TableSource side : List.of(a, b)) {
                subset(random).ifPresent(range -> side.insert(part(1, "k", producer, range[0], range[1])));
            }
        }
        Map<String, long[]> union = new HashMap<>();
        for (TableSource side : List.of(a, b)) {
            side.rows()
                    .forEach(row -> union.merge(
                            row.producer(),
                            new long[] {
                                (Long) row.values().get("first"),
                                (Long) row.values().get("last")
                            },
                            (one, other) -> new long[] {Math.min(one[0], other[0]), Math.max(one[1], other[1])}));
        }
        past();

        for (WindowDelivery one : take(open(ConflictPolicy.PREFER_LARGER_COUNT))) {
            if (one.state().sure() && one.row().key().equals("k")) {
                long expected = union.values().stream()
                        .mapToLong(range -> range[1] - range[0] + 1)
                        .sum();
                assertThat(((Number) one.row().values().get("n")).longValue()).isEqualTo(expected);
            }
        }
    }

    private static Optional<long[]> subset(Random random) {
        long first = 1 + random.nextInt(4);
        long last = first + random.nextInt(5);
        return random.nextInt(5) == 0 ? Optional.empty() : Optional.of(new long[] {first, last});
    }

    private void checkpointsOfAnotherReader() {
        assertThat(checkpoints.load("larger")).isEmpty();
    }

    /** Both sides have a later window, so that those before it are due. */
    private void past() {
        a.insert(window(60, "later", 100, 100));
        b.insert(window(60, "later", 100, 100));
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
