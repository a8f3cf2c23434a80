package io.github.azuredr.streamanalytics.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.mark.RecordedGap;
import io.github.azuredr.streamanalytics.stamp.EventStamp;
import io.github.azuredr.streamanalytics.stamp.ProducerEpoch;
import io.github.azuredr.streamanalytics.stamp.StampedEvent;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSpoolTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123456789Z");

    @TempDir
    Path folder;

    @Test
    void whatIsOwedComesBackWholeAndInOrder() {
        try (SqliteSpool spool = SqliteSpool.open(folder.resolve("s.db"), SpoolLimits.ofDefaults())) {
            spool.append(Side.A, event(2, 1));
            spool.append(Side.A, event(1, 2));
            spool.append(Side.A, event(1, 1));
            spool.append(Side.B, event(1, 1));
        }
        try (SqliteSpool spool = SqliteSpool.open(folder.resolve("s.db"), SpoolLimits.ofDefaults())) {
            assertThat(spool.oldest(Side.A, 10)).containsExactly(event(1, 1), event(1, 2), event(2, 1));
            assertThat(spool.load(Side.A))
                    .isEqualTo(new SpoolLoad(3, 3L * event(1, 1).size()));

            spool.remove(Side.A, List.of(event(1, 1).stamp(), event(9, 9).stamp()));

            assertThat(spool.load(Side.A).events()).isEqualTo(2);
            assertThat(spool.load(Side.B).events()).isEqualTo(1);
        }
    }

    @Test
    void epochsOnlyGrowAndAFileBelongsToOneProducer() {
        try (SqliteSpool spool = SqliteSpool.open(folder.resolve("s.db"), SpoolLimits.ofDefaults())) {
            assertThat(spool.beginEpoch("till", 100)).isEqualTo(100);
            assertThat(spool.beginEpoch("till", 50))
                    .as("a clock that went back")
                    .isEqualTo(101);
            assertThatIllegalStateException()
                    .isThrownBy(() -> spool.beginEpoch("other", 1))
                    .withMessageContaining("a file of its own");
        }
    }

    @Test
    void aSecondProcessIsRefused() {
        try (SqliteSpool held = SqliteSpool.open(folder.resolve("s.db"), SpoolLimits.ofDefaults())) {
            assertThat(held.gaps()).isEmpty();
            assertThatExceptionOfType(SpoolException.class)
                    .isThrownBy(() -> SqliteSpool.open(folder.resolve("s.db"), SpoolLimits.ofDefaults()))
                    .withMessageContaining("another process holds it");
        }
    }

    @Test
    void gapsThatTouchBecomeOneAndOthersStayApart() {
        try (SqliteSpool spool = SqliteSpool.open(folder.resolve("s.db"), SpoolLimits.ofDefaults())) {
            spool.record(gap(1, 1, RecordedGap.Reason.OVERFLOW));
            spool.record(gap(2, 4, RecordedGap.Reason.OVERFLOW));
            spool.record(gap(5, 5, RecordedGap.Reason.REJECTED));

            assertThat(spool.gaps())
                    .containsExactly(gap(1, 4, RecordedGap.Reason.OVERFLOW), gap(5, 5, RecordedGap.Reason.REJECTED));
        }
    }

    @Test
    void aKilledProcessLosesNoAcknowledgedEvent() throws Exception {
        Path file = folder.resolve("s.db");
        Process sender = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledSender.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Set<Long> acknowledged = new TreeSet<>();
        try (BufferedReader output = sender.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (!line.isEmpty() && line.chars().allMatch(Character::isDigit)) {
                    acknowledged.add(Long.parseLong(line));
                }
                if (acknowledged.size() == 300) {
                    // By its handle: the process object would close the pipe that is being read.
                    sender.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(sender.waitFor()).as("killed, not ended").isEqualTo(137);

        try (SqliteSpool spool = SqliteSpool.open(file, SpoolLimits.ofDefaults())) {
            Set<Long> owed = spool.oldest(Side.B, 1_000_000).stream()
                    .map(event -> event.stamp().sequence())
                    .collect(Collectors.toSet());
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(300);
            assertThat(owed).containsAll(acknowledged);
        }
    }

    private static StampedEvent event(long epoch, long sequence) {
        return new StampedEvent(
                new EventStamp("id", new ProducerEpoch("till", epoch), sequence, AT),
                "key",
                new byte[] {1, 2, 3},
                Map.of("p", "ü"));
    }

    private static RecordedGap gap(long first, long last, RecordedGap.Reason reason) {
        return new RecordedGap(Side.B, new ProducerEpoch("till", 1), first, last, reason, AT);
    }
}
