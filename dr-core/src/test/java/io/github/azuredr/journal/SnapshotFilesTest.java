package io.github.azuredr.journal;

import static io.github.azuredr.journal.FileJournalStoreTest.bytes;
import static io.github.azuredr.journal.FileJournalStoreTest.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.journal.JournalStore.Append;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFilesTest {
    private static final String APP = "orders";

    private final Path folder;
    private final ScriptedDisk disk = new ScriptedDisk();
    private final JournalStore store;

    SnapshotFilesTest(@TempDir Path folder) {
        this.folder = folder;
        store = new FileJournalStore(folder, disk);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void theNewestIsTheOneThatHasTakenInTheMost() {
        store.saveSnapshot(APP, snapshot(10));
        store.saveSnapshot(APP, snapshot(30));
        store.saveSnapshot(APP, snapshot(20));

        assertThat(store.newestSnapshot(APP)).contains(snapshot(30));
    }

    @Test
    void onlyTheTwoNewestAreKept() {
        for (int n = 1; n <= 5; n++) {
            store.saveSnapshot(APP, snapshot(n));
        }

        assertThat(application())
                .isDirectoryNotContaining("glob:**" + FileNames.snapshot(3))
                .isDirectoryContaining("glob:**" + FileNames.snapshot(4))
                .isDirectoryContaining("glob:**" + FileNames.snapshot(5))
                .isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aDamagedOneIsPassedOverForTheOneBefore() throws IOException {
        store.saveSnapshot(APP, snapshot(1));
        store.saveSnapshot(APP, snapshot(2));
        Path newest = application().resolve(FileNames.snapshot(2));
        byte[] damaged = Files.readAllBytes(newest);
        damaged[damaged.length - 1] ^= 1;
        Files.write(newest, damaged);

        assertThat(store.newestSnapshot(APP)).contains(snapshot(1));

        Files.write(newest, new byte[] {1, 2, 3});
        Files.delete(application().resolve(FileNames.snapshot(1)));
        assertThat(store.newestSnapshot(APP)).isEmpty();
    }

    @Test
    void aSnapshotIsAValueOfItsOwn() {
        byte[] state = bytes("state");
        StoredSnapshot snapshot = new StoredSnapshot(1, state);
        state[0] = 0;
        snapshot.bytes()[0] = 0;

        assertThat(snapshot)
                .isEqualTo(new StoredSnapshot(1, bytes("state")))
                .hasToString("snapshot after 1 records, 5 bytes");
        assertThat(snapshot).hasSameHashCodeAs(new StoredSnapshot(1, bytes("state")));
        assertThatThrownBy(() -> new StoredSnapshot(-1, state)).hasMessageContaining("StoredSnapshot.n is -1");
    }

    @Test
    void halfAMillionRecordsAreOpenedFromASnapshotByReadingOneSegmentAtMost() throws IOException {
        int records = 500_000;
        store.append("other", 0, bytes("creates the root"));
        fill(records);
        store.saveSnapshot(APP, snapshot(records - 10));
        disk.bytesRead = 0;

        long from = store.newestSnapshot(APP).orElseThrow().n();
        assertThat(texts(store.read(APP, from, 100))).hasSize(10).startsWith("record " + from);
        assertThat(store.append(APP, records, bytes("next"))).isEqualTo(Append.APPENDED);

        assertThat(disk.bytesRead).isLessThan(2L * Segment.CAPACITY * 50);
    }

    @Test
    void aSegmentMissingFromTheMiddleIsReported() throws IOException {
        fill(3 * Segment.CAPACITY);
        Files.delete(application().resolve(FileNames.segment(Segment.CAPACITY)));

        assertThatThrownBy(() -> store.read(APP, 0, 1))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(FileNames.segment(Segment.CAPACITY))
                .hasMessageContaining("missing");
    }

    @Test
    void aSegmentCutShortBeforeALaterOneIsReportedNotRepaired() throws IOException {
        fill(2 * Segment.CAPACITY);
        Path first = application().resolve(FileNames.segment(0));
        byte[] whole = Files.readAllBytes(first);
        Files.write(first, Arrays.copyOf(whole, whole.length - 5));

        assertThat(store.read(APP, 0, Segment.CAPACITY - 1)).hasSize(Segment.CAPACITY - 1);
        assertThatThrownBy(() -> store.read(APP, 0, 2000))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("records are missing");
    }

    @Test
    void aSegmentOfAnotherFormatVersionIsLeftAlone() throws IOException {
        Files.createDirectories(application());
        Path file = application().resolve(FileNames.segment(0));
        Files.write(file, bytes("drjrnl2\nwhatever"));

        assertThatThrownBy(() -> store.append(APP, 0, bytes("a"))).hasMessageContaining("another version");
        assertThat(file).hasContent("drjrnl2\nwhatever");
    }

    private void fill(int records) throws IOException {
        Files.createDirectories(application());
        for (int first = 0; first < records; first += Segment.CAPACITY) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(bytes("drjrnl1\n"));
            for (int n = first; n < Math.min(records, first + Segment.CAPACITY); n++) {
                bytes.writeBytes(Frame.encode(n, bytes("record " + n)));
            }
            Files.write(application().resolve(FileNames.segment(first)), bytes.toByteArray());
        }
    }

    private Path application() {
        return folder.resolve(FileNames.folder(APP));
    }

    private static StoredSnapshot snapshot(long n) {
        return new StoredSnapshot(n, bytes("state after " + n));
    }
}
