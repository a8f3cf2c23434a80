package io.github.azuredr.streamanalytics.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.ManualTime;
import io.github.azuredr.streamanalytics.checkpoint.InMemoryCheckpoints;
import io.github.azuredr.streamanalytics.mark.RecordedGap;
import io.github.azuredr.streamanalytics.mark.RecordedGap.Reason;
import io.github.azuredr.streamanalytics.mark.SequenceRange;
import io.github.azuredr.streamanalytics.stamp.ProducerEpoch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RecordedGapsTest {
    private static final ProducerEpoch SOURCE = new ProducerEpoch("p", 1);

    private final ManualTime time = new ManualTime();
    private final TableSource a = new TableSource();
    private final TableSource b = new TableSource();
    private final List<String> seen = new ArrayList<>();
    private final OutputReconciler reader = OutputReconciler.open(
            "clicks",
            Map.of(Side.A, a, Side.B, b),
            DuplicateStrategy.bySequence(),
            ReaderSettings.ofDefaults(),
            new InMemoryCheckpoints(),
            time,
            Side.B,
            1);

    @Test
    void whatTheSpoolOverflowedComesFromTheOtherSideAlthoughNothingAfterItArrivedHere() {
        insert(a, 1, 9);
        insert(b, 1, 4);
        poll();
        assertThat(seen).hasSize(4);

        reader.recorded(List.of(gap(Side.B, 5, 9, Reason.OVERFLOW)));
        poll();

        assertThat(seen).containsExactly("e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8", "e9");
        assertThat(reader.gaps()).isEmpty();
    }

    @Test
    void aTailTheOtherSideDoesNotHaveYetIsAskedForOncePerGrace() {
        insert(b, 1, 4);
        reader.recorded(List.of(gap(Side.B, 5, 9, Reason.OVERFLOW)));
        poll();
        int reads = a.reads();

        poll();
        poll();
        assertThat(a.reads()).isEqualTo(reads);
        insert(a, 5, 9);
        time.advance(Duration.ofMinutes(1));
        poll();

        assertThat(seen).hasSize(9);
    }

    @Test
    void aRecordedGapThatIsNotTheNextThingToComeIsLeftUntilItIs() {
        insert(a, 1, 9);
        insert(b, 1, 2);
        reader.recorded(List.of(gap(Side.B, 5, 9, Reason.OVERFLOW)));

        poll();

        assertThat(seen).containsExactly("e1", "e2");
    }

    @Test
    void whatNeitherSideWillEverHaveIsNamedWithItsReasonAndNobodyIsAsked() {
        insert(b, 1, 2);
        insert(b, 5, 5);
        a.dark(true);
        reader.recorded(List.of(gap(Side.A, 3, 4, Reason.REJECTED), gap(Side.B, 3, 4, Reason.DISK)));

        poll();

        assertThat(reader.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.range()).isEqualTo(new SequenceRange(3, 4));
            assertThat(gap.state()).isEqualTo(OpenGap.State.RECORDED);
            assertThat(gap.recorded()).containsOnly(Map.entry(Side.A, Reason.REJECTED), Map.entry(Side.B, Reason.DISK));
        });
        assertThat(a.reads()).isZero();
    }

    @Test
    void anEventThatWasNotAcknowledgedMayHaveArrivedAllTheSameAndIsAskedFor() {
        insert(b, 1, 2);
        insert(b, 4, 4);
        insert(a, 3, 3);
        reader.recorded(
                List.of(gap(Side.A, 3, 3, Reason.NOT_ACKNOWLEDGED), gap(Side.B, 3, 3, Reason.NOT_ACKNOWLEDGED)));

        poll();

        assertThat(seen).containsExactly("e1", "e2", "e3", "e4");
    }

    @Property
    void whatIsWorthAskingIsTheRangeLessWhatIsRecorded(
            @ForAll @Size(max = 8) List<@IntRange(min = 1, max = 20) Integer> starts,
            @ForAll @IntRange(min = 1, max = 20) int first,
            @ForAll @IntRange(min = 0, max = 9) int more) {
        RecordedGaps recorded = new RecordedGaps();
        BitSet expected = new BitSet();
        expected.set(first, first + more + 1);
        for (int start : starts) {
            recorded.add(List.of(gap(Side.A, start, start + start % 4, Reason.OVERFLOW)));
            expected.clear(start, start + start % 4 + 1);
        }

        BitSet left = new BitSet();
        for (SequenceRange range : recorded.worthAsking(Side.A, SOURCE, new SequenceRange(first, first + more))) {
            left.set((int) range.first(), (int) range.last() + 1);
        }

        assertThat(left).isEqualTo(expected);
        assertThat(recorded.worthAsking(Side.B, SOURCE, new SequenceRange(1, 5)))
                .containsExactly(new SequenceRange(1, 5));
    }

    private void poll() {
        reader.poll(batch -> batch.rows().forEach(one -> seen.add(one.row().id())));
    }

    private static RecordedGap gap(Side side, long first, long last, Reason reason) {
        return new RecordedGap(side, SOURCE, first, last, reason, ManualTime.START);
    }

    private static void insert(TableSource side, int first, int last) {
        for (int sequence = first; sequence <= last; sequence++) {
            side.insert(new OutputRow(
                    "e" + sequence,
                    "k",
                    ManualTime.START.plusSeconds(sequence),
                    "p",
                    1,
                    sequence,
                    Map.of("v", sequence)));
        }
    }
}
