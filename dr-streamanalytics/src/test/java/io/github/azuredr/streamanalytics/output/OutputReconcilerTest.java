package io.github.azuredr.streamanalytics.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.ManualTime;
import io.github.azuredr.streamanalytics.checkpoint.InMemoryCheckpoints;
import io.github.azuredr.streamanalytics.checkpoint.ReaderFencedException;
import io.github.azuredr.streamanalytics.mark.SequenceRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutputReconcilerTest {
    private final ManualTime time = new ManualTime();
    private final TableSource a = new TableSource();
    private final TableSource b = new TableSource();
    private final InMemoryCheckpoints checkpoints = new InMemoryCheckpoints();
    private final List<String> seen = new ArrayList<>();

    @Test
    void theSwitchSkipsWhatWasSeenAndContinues() {
        OutputReconciler reader = open(DuplicateStrategy.bySequence(), Side.A, 1);
        both(1, 2, 3);
        poll(reader);
        b.insert(row(4));
        b.insert(row(5));
        a.dark(true);

        reader.switchTo(Side.B, 2);
        poll(reader);

        assertThat(seen).containsExactly("e1", "e2", "e3", "e4", "e5");
        assertThat(reader.tally().duplicates()).isEqualTo(3);
        assertThat(reader.gaps()).isEmpty();
    }

    @Test
    void aRowTheActiveSideLacksComesFromTheOtherInItsPlace() {
        OutputReconciler reader = open(DuplicateStrategy.bySequence(), Side.A, 1);
        both(1, 3);
        b.insert(row(2));

        Batch batch = poll(reader);

        assertThat(seen).containsExactly("e1", "e2", "e3");
        assertThat(batch.rows().get(1)).isEqualTo(new Delivery(row(2), Side.B, false, true));
    }

    @Test
    void aGapNobodyCanFillIsNamedAndALateRowIsAcceptedAndSaysSo() {
        OutputReconciler reader = open(DuplicateStrategy.bySequence(), Side.A, 1);
        both(1, 4);
        poll(reader);
        assertThat(reader.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.range()).isEqualTo(new SequenceRange(2, 3));
            assertThat(gap.state()).isEqualTo(OpenGap.State.ABSENT_ON_BOTH);
        });

        a.insert(row(3));
        time.advance(Duration.ofMinutes(1));
        Batch batch = poll(reader);

        assertThat(batch.rows()).singleElement().matches(Delivery::late).matches(Delivery::filled);
        assertThat(reader.gaps()).singleElement().matches(gap -> gap.range().equals(new SequenceRange(2, 2)));
    }

    @Test
    void aDarkOtherSideIsAskedOncePerGraceAndNotPerBatch() {
        OutputReconciler reader = open(DuplicateStrategy.bySequence(), Side.A, 1);
        both(1, 3);
        b.dark(true);

        for (int i = 0; i < 20; i++) {
            poll(reader);
        }

        assertThat(b.reads()).isEqualTo(1);
        assertThat(reader.gaps()).singleElement().matches(gap -> gap.state() == OpenGap.State.UNREACHABLE);
    }

    @Test
    void aBatchThatWasNotCommittedComesAgain() {
        OutputReconciler reader = open(DuplicateStrategy.bySequence(), Side.A, 1);
        both(1, 2);

        List<Delivery> lost = reader.next().rows();
        Batch again = reader.next();

        assertThat(again.rows()).isEqualTo(lost).hasSize(2);
        assertThat(reader.tally().delivered()).isZero();
    }

    @Test
    void anotherProcessContinuesFromTheCheckpointAndTheOldOneIsFenced() {
        OutputReconciler old = open(DuplicateStrategy.bySequence(), Side.A, 1);
        both(1, 2);
        poll(old);
        Batch inHand = old.next();

        OutputReconciler next = open(DuplicateStrategy.bySequence(), Side.B, 2);
        both(3);
        poll(next);

        assertThat(seen).containsExactly("e1", "e2", "e3");
        assertThatExceptionOfType(ReaderFencedException.class)
                .isThrownBy(() -> checkpoints.save(inHand.checkpoint()))
                .withMessageContaining("Another reader took over");
        assertThatExceptionOfType(ReaderFencedException.class)
                .isThrownBy(() -> open(DuplicateStrategy.bySequence(), Side.A, 1));
    }

    @Test
    void badRowsAreReportedAndNeverDropped() {
        OutputReconciler reader = open(DuplicateStrategy.bySequence(), Side.A, 1);
        a.insert(row(1));
        a.insert(new OutputRow("x", "", at(2), "", 0, 0, Map.of()));
        a.insert(new OutputRow("e1b", "", at(3), "p", 1, 1, Map.of("v", "other")));

        Batch batch = poll(reader);

        assertThat(batch.problems())
                .extracting(Problem::kind)
                .containsExactly(Problem.Kind.UNUSABLE_ROW, Problem.Kind.CONFLICTING_ROW);
        assertThat(batch.problems().get(1).text()).contains("'e1b'").contains("sequence 1");
    }

    @Test
    void aRowOlderThanTheWindowIsReportedAndNotDelivered() {
        OutputReconciler reader = open(DuplicateStrategy.byId(2), Side.A, 1);
        both(5, 6, 7, 8);
        poll(reader);
        a.insert(row(1));
        reader.switchTo(Side.A, 2);
        time.advance(Duration.ofMinutes(1));
        poll(reader);
        List<Problem> problems = poll(reader).problems();

        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.TOO_OLD_ROW);
            assertThat(problem.text()).contains("'e1'");
        });
        assertThat(seen).containsExactly("e5", "e6", "e7", "e8");
    }

    @Test
    void aSideThatCameBackWithOlderDataIsRefusedUntilAccepted() {
        OutputReconciler reader = open(DuplicateStrategy.bySequence(), Side.A, 1);
        both(1, 2, 3);
        poll(reader);
        reader.switchTo(Side.B, 2);
        both(4);
        poll(reader);
        a.loseFrom(at(2));

        reader.switchTo(Side.A, 3);

        assertThatExceptionOfType(SourceWentBackException.class)
                .isThrownBy(reader::next)
                .withMessageContaining("acceptOlderData(A)");
        reader.acceptOlderData(Side.A);
        a.insert(row(5));
        poll(reader);
        assertThat(seen).containsExactly("e1", "e2", "e3", "e4", "e5");
    }

    @Test
    void aProducerWhoseClockRunsAheadDoesNotHideWhatOthersSend() {
        OutputReconciler reader = open(DuplicateStrategy.bySequence(), Side.A, 1);
        a.insert(new OutputRow("future", "k", at(86_400), "q", 1, 1, Map.of()));
        poll(reader);
        both(1);
        time.advance(Duration.ofMinutes(2));
        poll(reader);
        poll(reader);

        assertThat(seen).containsExactly("future", "e1");
    }

    @Test
    void rowsStillSettlingAreLeftForLater() {
        OutputReconciler reader = OutputReconciler.open(
                "clicks",
                Map.of(Side.A, a, Side.B, b),
                DuplicateStrategy.byTime(Duration.ofMinutes(5)),
                ReaderSettings.ofDefaults().withSettle(Duration.ofSeconds(10)),
                checkpoints,
                time,
                Side.A,
                1);
        time.advance(Duration.ofSeconds(15));
        both(4, 8);
        poll(reader);

        assertThat(seen).containsExactly("e4");
    }

    @Test
    void theTimeStrategyTellsTiesApartAcrossTheSwitch() {
        OutputReconciler reader = open(DuplicateStrategy.byTime(Duration.ofMinutes(5)), Side.A, 1);
        a.insert(new OutputRow("x", "", at(1), "", 0, 0, Map.of()));
        b.insert(new OutputRow("x", "", at(1), "", 0, 0, Map.of()));
        b.insert(new OutputRow("y", "", at(1), "", 0, 0, Map.of()));
        poll(reader);

        reader.switchTo(Side.B, 2);
        poll(reader);

        assertThat(seen).containsExactly("x", "y");
    }

    @Test
    void theCompositeJudgesStampedRowsBySequenceAndOthersById() {
        OutputReconciler reader = open(DuplicateStrategy.bySequenceOr(DuplicateStrategy.byId(100)), Side.A, 1);
        both(1);
        a.insert(new OutputRow("x", "", at(2), "", 0, 0, Map.of()));
        b.insert(new OutputRow("x", "", at(2), "", 0, 0, Map.of()));
        poll(reader);
        reader.switchTo(Side.B, 2);
        poll(reader);

        assertThat(seen).containsExactly("e1", "x");
    }

    @Test
    void anEventSentAgainUnderItsIdIsSeenOnceAlthoughItsSequenceIsNew() {
        OutputReconciler reader = open(DuplicateStrategy.bySequenceAndId(100), Side.A, 1);
        both(1);
        // Not acknowledged: only A has the first attempt, both have the second.
        a.insert(row(2));
        both(3);
        for (TableSource side : List.of(a, b)) {
            side.insert(new OutputRow("e2", "k", at(4), "p", 1, 4, Map.of("v", 2)));
        }
        poll(reader);
        reader.switchTo(Side.B, 2);
        poll(reader);

        assertThat(seen).containsExactly("e1", "e2", "e3");
        assertThat(reader.gaps()).isEmpty();
    }

    @Test
    void whatNoLaterRowShowsIsReadFromTheOtherSideAfterAGrace() {
        OutputReconciler reader = open(DuplicateStrategy.bySequence(), Side.A, 1);
        both(1, 2, 9);
        // The end of this epoch, and all of another one, are on B alone.
        b.insert(row(10));
        b.insert(new OutputRow("last", "k", at(3), "p", 2, 1, Map.of()));
        poll(reader);
        assertThat(seen).containsExactly("e1", "e2", "e9");

        for (int graces = 0; graces < 2; graces++) {
            time.advance(Duration.ofSeconds(31));
            poll(reader);
        }

        assertThat(seen).containsExactlyInAnyOrder("e1", "e2", "e9", "e10", "last");
        assertThat(reader.gaps()).singleElement().matches(gap -> gap.range().equals(new SequenceRange(3, 8)));
    }

    @Test
    void misuseIsRefusedWithTheWayOut() {
        OutputReconciler reader = open(DuplicateStrategy.bySequence(), Side.A, 5);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader.switchTo(Side.B, 5))
                .withMessageContaining("needs the epoch of the route");
        Batch first = reader.next();
        reader.committed(first);
        assertThatIllegalStateException().isThrownBy(() -> reader.committed(first));
        assertThatIllegalStateException()
                .isThrownBy(() -> open(DuplicateStrategy.byId(5), Side.A, 6))
                .withMessageContaining("another name to start over");
    }

    private OutputReconciler open(DuplicateStrategy strategy, Side active, long epoch) {
        return OutputReconciler.open(
                "clicks",
                Map.of(Side.A, a, Side.B, b),
                strategy,
                ReaderSettings.ofDefaults(),
                checkpoints,
                time,
                active,
                epoch);
    }

    private Batch poll(OutputReconciler reader) {
        return reader.poll(
                batch -> batch.rows().forEach(one -> seen.add(one.row().id())));
    }

    private void both(int... sequences) {
        for (int sequence : sequences) {
            a.insert(row(sequence));
            b.insert(row(sequence));
        }
        Instant last = at(sequences[sequences.length - 1]);
        if (time.now().isBefore(last)) {
            time.advance(Duration.between(time.now(), last));
        }
    }

    private static OutputRow row(int sequence) {
        return new OutputRow("e" + sequence, "k", at(sequence), "p", 1, sequence, Map.of("v", sequence));
    }

    private static Instant at(int second) {
        return ManualTime.START.plusSeconds(second);
    }
}
