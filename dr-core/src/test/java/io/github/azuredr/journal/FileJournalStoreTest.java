package io.github.azuredr.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.journal.JournalStore.Append;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalStoreTest {
    private static final String APP = "orders";

    private final Path folder;
    private final List<JournalStore> opened = new ArrayList<>();

    FileJournalStoreTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void closeAll() {
        opened.forEach(JournalStore::close);
    }

    @Test
    void whatWasAppendedIsReadByTheSameHandleAnotherOneAndALaterOne() {
        JournalStore one = open();
        JournalStore other = open();
        assertThat(other.read(APP, 0, 10)).isEmpty();

        assertThat(one.append(APP, 0, bytes("genesis"))).isEqualTo(Append.APPENDED);

        assertThat(texts(one.read(APP, 0, 10))).containsExactly("genesis");
        assertThat(texts(other.read(APP, 0, 10))).containsExactly("genesis");
        assertThat(texts(open().read(APP, 0, 10))).containsExactly("genesis");
    }

    @Test
    void aPositionTakenByAnotherHandleIsNoticedAtTheNextAppend() {
        JournalStore one = open();
        JournalStore other = open();
        one.append(APP, 0, bytes("a"));

        assertThat(other.append(APP, 0, bytes("b"))).isEqualTo(Append.TAKEN);
        assertThat(other.append(APP, 1, bytes("b"))).isEqualTo(Append.APPENDED);
        assertThat(one.append(APP, 1, bytes("c"))).isEqualTo(Append.TAKEN);
        assertThat(texts(one.read(APP, 0, 10))).containsExactly("a", "b");
    }

    @Test
    void aGapIsRefusedAndTheNextPositionNamed() {
        JournalStore store = open();
        store.append(APP, 0, bytes("a"));

        assertThatThrownBy(() -> store.append(APP, 2, bytes("c")))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("position 2 would leave a gap")
                .hasMessageContaining("next position")
                .hasMessageContaining("is 1");
    }

    @Test
    void recordsRunOverSeveralSegmentsForEveryHandle() throws IOException {
        JournalStore one = open(new ScriptedDisk());
        JournalStore other = open(new ScriptedDisk());
        int records = 2 * Segment.CAPACITY + 3;
        for (int n = 0; n < records; n++) {
            assertThat((n % 2 == 0 ? one : other).append(APP, n, bytes("r" + n)))
                    .isEqualTo(Append.APPENDED);
        }

        assertThat(texts(readAll(one))).hasSize(records).endsWith("r" + (records - 1));
        assertThat(texts(readAll(open()))).isEqualTo(texts(readAll(other)));
        assertThat(texts(one.read(APP, Segment.CAPACITY - 1, 2)))
                .containsExactly("r" + (Segment.CAPACITY - 1), "r" + Segment.CAPACITY);
        assertThat(names()).contains(FileNames.segment(0), FileNames.segment(Segment.CAPACITY));
    }

    @Test
    void emptyAndLargeRecordsComeBackAsTheyWere() {
        JournalStore store = open();
        byte[] large = new byte[300_000];
        for (int index = 0; index < large.length; index++) {
            large[index] = (byte) (index * 31);
        }

        store.append(APP, 0, new byte[0]);
        store.append(APP, 1, large);
        store.append(APP, 2, bytes("after"));

        for (JournalStore each : List.of(store, open())) {
            List<byte[]> read = each.read(APP, 0, 10);
            assertThat(read.get(0)).isEmpty();
            assertThat(read.get(1)).isEqualTo(large);
            assertThat(texts(read.subList(2, 3))).containsExactly("after");
        }
    }

    @Test
    void applicationsDoNotShareALogWhateverTheirNamesLookLike() {
        JournalStore store = open();
        List<String> names = List.of("orders", "Orders", "or/ders", "..", "ördér", "a b", "%6f");

        names.forEach(name -> store.append(name, 0, bytes(name)));

        names.forEach(name -> assertThat(texts(store.read(name, 0, 2))).containsExactly(name));
        assertThat(folder)
                .isDirectoryNotContaining(file -> !file.getFileName().toString().startsWith("app-"));
    }

    @Test
    void aNameThatFitsNoFileIsRefused() {
        JournalStore store = open();

        assertThatThrownBy(() -> store.read("x".repeat(250), 0, 1)).isInstanceOf(JournalException.class);
        assertThatThrownBy(() -> store.read(" ", 0, 1)).hasMessageContaining("must have something in it");
    }

    @Test
    void argumentsThatCannotBeMeantAreRefusedByName() {
        JournalStore store = open();

        assertThatThrownBy(() -> store.append(APP, -1, bytes("a"))).hasMessageContaining("n is -1");
        assertThatThrownBy(() -> store.read(APP, -1, 1)).hasMessageContaining("from is -1");
        assertThatThrownBy(() -> store.read(APP, 0, 0)).hasMessageContaining("atMost is 0");
    }

    @Test
    void readingAnApplicationThatWasNeverWrittenCreatesNothing() {
        assertThat(open().read(APP, 0, 10)).isEmpty();
        assertThat(open().newestSnapshot(APP)).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aClosedStoreRefusesEveryCall() {
        JournalStore store = open();
        store.append(APP, 0, bytes("a"));
        store.close();

        assertThatThrownBy(() -> store.read(APP, 0, 1)).hasMessageContaining("is closed");
        assertThatThrownBy(() -> store.append(APP, 1, bytes("b"))).hasMessageContaining("is closed");
        store.close();
    }

    @Test
    void aClosedHandleLeavesTheOthersOfTheProcessWorking() {
        JournalStore one = open();
        JournalStore other = open();
        one.append(APP, 0, bytes("a"));
        other.append(APP, 1, bytes("b"));

        one.close();

        assertThat(other.append(APP, 2, bytes("c"))).isEqualTo(Append.APPENDED);
    }

    @Test
    void anInterruptedThreadStillAppendsAndStaysInterrupted() {
        JournalStore store = open();
        try {
            Thread.currentThread().interrupt();

            assertThat(store.append(APP, 0, bytes("a"))).isEqualTo(Append.APPENDED);
            assertThat(store.append(APP, 1, bytes("b"))).isEqualTo(Append.APPENDED);
            assertThat(texts(store.read(APP, 0, 5))).containsExactly("a", "b");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void itLivesOnThisMachine() {
        assertThat(open().place().kind()).isEqualTo(JournalPlace.Kind.LOCAL);
        assertThat(open().place().description()).contains(folder.toString());
    }

    private JournalStore open() {
        return open(new RealDisk());
    }

    private JournalStore open(Disk disk) {
        JournalStore store = new FileJournalStore(folder, disk);
        opened.add(store);
        return store;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(FileNames.folder(APP)))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    static List<byte[]> readAll(JournalStore store) {
        List<byte[]> all = new ArrayList<>();
        for (List<byte[]> some = store.read(APP, 0, 700); !some.isEmpty(); some = store.read(APP, all.size(), 700)) {
            all.addAll(some);
        }
        return all;
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static List<String> texts(List<byte[]> records) {
        return records.stream().map(bytes -> new String(bytes, UTF_8)).toList();
    }
}
