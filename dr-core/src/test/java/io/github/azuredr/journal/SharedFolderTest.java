package io.github.azuredr.journal;

import static io.github.azuredr.journal.FileJournalStoreTest.bytes;
import static io.github.azuredr.journal.FileJournalStoreTest.readAll;
import static io.github.azuredr.journal.FileJournalStoreTest.texts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.journal.JournalStore.Append;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SharedFolderTest {
    private static final String APP = "orders";
    private static final int EACH = 200;

    private final Path folder;

    SharedFolderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void twoProcessesAppendingAtOnceLoseNothingAndLeaveNoGap() throws Exception {
        Process process = AppendingProcess.start(folder, "theirs", EACH);
        try (JournalStore store = FileJournalStore.in(folder);
                BufferedReader told = process.inputReader(UTF_8)) {
            assertThat(told.readLine()).isNotNull(); // It is running; from here on both append.

            AppendingProcess.appendAll(store, "ours", EACH);
            assertThat(process.waitFor(60, SECONDS)).isTrue();

            assertThat(process.exitValue()).isZero();
            assertThat(texts(readAll(store)))
                    .hasSize(2 * EACH)
                    .containsSubsequence(labelled("ours"))
                    .containsSubsequence(labelled("theirs"));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aProcessKilledWhileAppendingLosesNothingItWasToldItHas() throws Exception {
        Process process = AppendingProcess.start(folder, "theirs", 1_000_000);
        List<String> told = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            while (told.size() < EACH) {
                told.add(lines.readLine());
            }
            process.toHandle()
                    .destroyForcibly(); // SIGKILL, and unlike process.destroyForcibly() leaves the stream open
            lines.lines().forEach(told::add);
        }
        assertThat(process.waitFor(60, SECONDS)).isTrue();

        try (JournalStore store = FileJournalStore.in(folder)) {
            int there = readAll(store).size();

            assertThat(there).isBetween(EACH, told.size() + 1);
            assertThat(texts(readAll(store))).isEqualTo(labelled("theirs", there));
            assertThat(store.append(APP, there, bytes("next"))).isEqualTo(Append.APPENDED);
            assertThat(texts(store.read(APP, there, 5))).containsExactly("next");
        }
    }

    @Test
    void handlesOfOneProcessAppendAtOnceWhileReadersSeeOnlyAGrowingLog() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (JournalStore one = FileJournalStore.in(folder);
                JournalStore other = FileJournalStore.in(folder);
                JournalStore reader = FileJournalStore.in(folder)) {
            CompletableFuture<Void> appended = CompletableFuture.allOf(
                    CompletableFuture.runAsync(() -> AppendingProcess.appendAll(one, "one", EACH), threads),
                    CompletableFuture.runAsync(() -> AppendingProcess.appendAll(other, "other", EACH), threads));
            List<String> seen = new ArrayList<>();
            while (seen.size() < 2 * EACH && !appended.isCompletedExceptionally()) {
                seen.addAll(texts(reader.read(APP, seen.size(), 7)));
            }
            appended.get(60, SECONDS);

            assertThat(seen)
                    .isEqualTo(texts(readAll(one)))
                    .containsSubsequence(labelled("one"))
                    .containsSubsequence(labelled("other"));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aLockHeldByAnotherForTooLongIsReportedAndAnInterruptDoesNotShortenTheWait() throws IOException {
        Path file = folder.resolve("lock");
        try (FileLocking one = new FileLocking(file, Duration.ofMillis(20));
                FileLocking other = new FileLocking(file, Duration.ofMillis(20))) {
            FileLock held = one.acquire();
            Thread.currentThread().interrupt();

            assertThatThrownBy(other::acquire)
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining(file.toString());
            assertThat(Thread.interrupted()).isTrue();

            held.release();
            other.acquire().release();
        }
    }

    @Test
    void aHandleIsNotClosedWhileAnotherOfTheProcessHoldsTheLockBecauseThatWouldDropIt() throws IOException {
        Path file = folder.resolve("lock");
        FileLocking closing = new FileLocking(file, Duration.ofMillis(20));
        closing.acquire().release();
        try (FileLocking other = new FileLocking(file, Duration.ofMillis(20))) {
            FileLock held = other.acquire();

            assertThatThrownBy(closing::close).isInstanceOf(JournalException.class);

            held.release();
            closing.close();
        }
    }

    private static List<String> labelled(String label) {
        return labelled(label, EACH);
    }

    private static List<String> labelled(String label, int records) {
        List<String> texts = new ArrayList<>();
        for (int record = 0; record < records; record++) {
            texts.add(label + "-" + record);
        }
        return texts;
    }
}
