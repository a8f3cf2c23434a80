package io.github.azuredr.streamanalytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.checkpoint.InMemoryCheckpoints;
import io.github.azuredr.streamanalytics.mark.Judgement;
import io.github.azuredr.streamanalytics.mark.RecordedGap;
import io.github.azuredr.streamanalytics.output.DuplicateStrategy;
import io.github.azuredr.streamanalytics.output.OutputReconciler;
import io.github.azuredr.streamanalytics.output.OutputRow;
import io.github.azuredr.streamanalytics.output.ReaderSettings;
import io.github.azuredr.streamanalytics.output.TableSource;
import io.github.azuredr.streamanalytics.query.LintReport;
import io.github.azuredr.streamanalytics.query.Need;
import io.github.azuredr.streamanalytics.query.QueryLinter;
import io.github.azuredr.streamanalytics.send.DualSender;
import io.github.azuredr.streamanalytics.send.EventSink;
import io.github.azuredr.streamanalytics.send.SendPolicy;
import io.github.azuredr.streamanalytics.send.SendResult;
import io.github.azuredr.streamanalytics.send.SenderSettings;
import io.github.azuredr.streamanalytics.spool.SpoolLimits;
import io.github.azuredr.streamanalytics.spool.SqliteSpool;
import io.github.azuredr.streamanalytics.stamp.OutgoingEvent;
import io.github.azuredr.streamanalytics.stamp.StampPlace;
import io.github.azuredr.streamanalytics.stamp.StampedEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What "Achieve geo-redundancy for Azure Stream Analytics jobs" says of the application's part, sentence by sentence. */
class SentencesTest {
    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();
    private final TableSource primary = new TableSource();
    private final TableSource secondary = new TableSource();
    private final InMemoryCheckpoints checkpoints = new InMemoryCheckpoints();
    private final List<String> read = new ArrayList<>();

    @Test
    void theApplicationSendsItsInputIntoTheTwoRegionalInputs() {
        Hub east = new Hub();
        Hub west = new Hub();
        try (SqliteSpool spool = SqliteSpool.open(folder.resolve("spool"), SpoolLimits.ofDefaults());
                DualSender sender = DualSender.open(
                        SenderSettings.of("till", SendPolicy.ALL).stampedIn(StampPlace.PROPERTIES),
                        east,
                        west,
                        spool,
                        time,
                        Thread::new)) {
            SendResult.Acknowledged done =
                    sender.send(OutgoingEvent.of("user", new byte[] {1})).orThrow();

            assertThat(done.accepted()).containsExactlyInAnyOrder(Side.A, Side.B);
            assertThat(east.events).isEqualTo(west.events).hasSize(1);
        }
    }

    @Test
    void theApplicationReconcilesTheTwoRegionalOutputs() {
        insert(primary, 1, 2, 5);
        insert(secondary, 2, 3, 4);

        poll(open(DuplicateStrategy.bySequence()));

        assertThat(read).containsExactly("e1", "e2", "e3", "e4", "e5");
    }

    @Test
    void theTwoJobsAreSeparateAndADarkOneHoldsUpNobody() {
        insert(primary, 1, 2);
        secondary.dark(true);

        poll(open(DuplicateStrategy.bySequence()));

        assertThat(read).containsExactly("e1", "e2");
    }

    @Test
    void theApplicationManagesWhichRegionsOutputIsPrimary() {
        OutputReconciler reader = open(DuplicateStrategy.bySequence());

        reader.switchTo(Side.B, 7);

        assertThat(reader.active()).isEqualTo(Side.B);
        assertThat(checkpoints.load("clicks")).hasValueSatisfying(saved -> {
            assertThat(saved.active()).isEqualTo(Side.B);
            assertThat(saved.epoch()).isEqualTo(7);
        });
    }

    @Test
    void whenThePrimaryRegionFailsItReadsTheUpdatesOfTheSecondaryDatabase() {
        OutputReconciler reader = open(DuplicateStrategy.bySequence());
        insert(primary, 1, 2);
        insert(secondary, 1, 2, 3);
        poll(reader);
        primary.dark(true);

        reader.switchTo(Side.B, 2);
        poll(reader);

        assertThat(read).containsExactly("e1", "e2", "e3");
    }

    @Test
    void theMechanismThatMinimizesDuplicateReadsIsTheApplicationsOwn() {
        OutputReconciler reader = open(new SeenForEver());
        insert(primary, 1, 2);
        insert(secondary, 1, 2, 3);
        poll(reader);
        reader.switchTo(Side.B, 2);
        poll(reader);

        assertThat(read).containsExactly("e1", "e2", "e3");
    }

    @Test
    void additionalInformationIsWrittenToTheOutput() {
        LintReport without =
                new QueryLinter().lint("SELECT page INTO o FROM i TIMESTAMP BY drEventTime", Need.SEQUENCE);
        LintReport with = new QueryLinter().lint("SELECT * INTO o FROM i TIMESTAMP BY drEventTime", Need.SEQUENCE);

        assertThat(without.fits()).isFalse();
        assertThat(without.findings()).anyMatch(one -> one.text().contains("drSequence"));
        assertThat(with.fits()).isTrue();
    }

    @Test
    void aTimestampOrASequenceIdMakesSkippingDuplicatesTrivial() {
        for (DuplicateStrategy strategy :
                List.of(DuplicateStrategy.byTime(Duration.ofMinutes(5)), DuplicateStrategy.bySequence())) {
            OutputReconciler reader = open(strategy.name(), strategy);
            insert(primary, 1, 2);
            insert(secondary, 1, 2);
            poll(reader);
            reader.switchTo(Side.B, 2);
            poll(reader);
        }

        assertThat(read).containsExactly("e1", "e2", "e1", "e2");
    }

    @Test
    void onceThePrimaryIsRestoredReadingGoesBackToItWithoutAGapOrADuplicate() {
        OutputReconciler reader = open(DuplicateStrategy.bySequence());
        insert(primary, 1, 2);
        insert(secondary, 1, 2, 3, 4);
        poll(reader);
        reader.switchTo(Side.B, 2);
        poll(reader);
        // The restored side was filled from the other, and goes on.
        insert(primary, 3, 4, 5);
        assertThat(reader.behind(Side.A)).contains(Duration.ZERO);

        reader.switchTo(Side.A, 3);
        poll(reader);

        assertThat(read).containsExactly("e1", "e2", "e3", "e4", "e5");
        assertThat(reader.gaps()).isEmpty();
    }

    @Test
    void producersAndConsumersKeepFlexibilityAndControl() {
        Hub east = new Hub();
        Hub west = new Hub();
        west.accepts = false;
        try (SqliteSpool spool = SqliteSpool.open(folder.resolve("spool"), new SpoolLimits(1, 1_000));
                DualSender sender = DualSender.open(
                        SenderSettings.of("till", SendPolicy.ANY).stampedIn(StampPlace.PROPERTIES),
                        east,
                        west,
                        spool,
                        time,
                        Thread::new)) {
            for (int i = 0; i < 3; i++) {
                sender.send(OutgoingEvent.of("user", new byte[] {1})).orThrow();
            }

            assertThat(sender.gaps()).singleElement().satisfies(gap -> {
                assertThat(gap.side()).isEqualTo(Side.B);
                assertThat(gap.reason()).isEqualTo(RecordedGap.Reason.OVERFLOW);
                assertThat(gap.range().count()).isEqualTo(2);
            });
            OutputReconciler reader = open(DuplicateStrategy.bySequence());
            reader.recorded(sender.gaps());
            assertThat(reader.gaps()).isEmpty();
        }
    }

    private void poll(OutputReconciler reader) {
        reader.poll(batch -> batch.rows().forEach(one -> read.add(one.row().id())));
    }

    private OutputReconciler open(DuplicateStrategy strategy) {
        return open("clicks", strategy);
    }

    private OutputReconciler open(String reader, DuplicateStrategy strategy) {
        return OutputReconciler.open(
                reader,
                Map.of(Side.A, primary, Side.B, secondary),
                strategy,
                ReaderSettings.ofDefaults(),
                checkpoints,
                time,
                Side.A,
                1);
    }

    private static void insert(TableSource table, int... sequences) {
        for (int sequence : sequences) {
            table.insert(new OutputRow(
                    "e" + sequence,
                    "user",
                    ManualTime.START.plusSeconds(sequence),
                    "till",
                    1,
                    sequence,
                    Map.of("v", sequence)));
        }
    }

    /** An application's own way to tell duplicates. */
    private static final class SeenForEver implements DuplicateStrategy {
        private final Set<String> seen = new HashSet<>();

        @Override
        public String name() {
            return "for-ever/1";
        }

        @Override
        public Judgement judge(OutputRow row) {
            return seen.add(row.id()) ? Judgement.FRESH : Judgement.DUPLICATE;
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            out.writeInt(seen.size());
            for (String id : seen) {
                out.writeUTF(id);
            }
        }

        @Override
        public void readFrom(DataInput in) throws IOException {
            seen.clear();
            for (int left = in.readInt(); left > 0; left--) {
                seen.add(in.readUTF());
            }
        }
    }

    /** An application's own kind of input. */
    private static final class Hub implements EventSink {
        private final List<StampedEvent> events = new CopyOnWriteArrayList<>();
        private boolean accepts = true;

        @Override
        public String name() {
            return "hub";
        }

        @Override
        public int partitionCount() {
            return 4;
        }

        @Override
        public CompletionStage<Void> send(StampedEvent event) {
            if (!accepts) {
                return CompletableFuture.failedFuture(new IllegalStateException("dark"));
            }
            events.add(event);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {}
    }
}
