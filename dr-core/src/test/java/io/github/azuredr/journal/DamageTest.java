package io.github.azuredr.journal;

import static io.github.azuredr.journal.FileJournalStoreTest.bytes;
import static io.github.azuredr.journal.FileJournalStoreTest.readAll;
import static io.github.azuredr.journal.FileJournalStoreTest.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.journal.JournalStore.Append;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.jspecify.annotations.Nullable;

class DamageTest {
    private static final String APP = "orders";
    private static final int MAGIC = 8;

    private @Nullable Path scratch;

    @BeforeTry
    void createFolder() throws IOException {
        scratch = Files.createTempDirectory("journal");
    }

    @AfterTry
    void deleteFolder() throws IOException {
        try (Stream<Path> files = Files.walk(folder())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 300)
    void aFileCutAnywhereHoldsExactlyTheRecordsWhollyBeforeTheCut(
            @ForAll("records") List<byte[]> records, @ForAll @IntRange(max = 100) int percent) throws IOException {
        byte[] whole = written(records);
        int cut = (int) ((long) whole.length * percent / 100);
        Files.write(file(), Arrays.copyOf(whole, cut));

        holdsExactly(records, wholeRecordsBefore(records, cut));
    }

    @Property(tries = 300)
    void blocksOfZerosBehindACutAreATornRecordToo(
            @ForAll("records") List<byte[]> records, @ForAll @IntRange(max = 60) int lost) throws IOException {
        byte[] whole = written(records);
        int last = Frame.HEAD + records.get(records.size() - 1).length;
        // A disk that lost power can have the length of the last write without all of its bytes.
        int cut = whole.length - 1 - Math.min(lost, last - 2);
        byte[] torn = Arrays.copyOf(Arrays.copyOf(whole, cut), whole.length);
        Assume.that(!Arrays.equals(torn, whole));
        Files.write(file(), torn);

        holdsExactly(records, records.size() - 1);
    }

    @Property(tries = 300)
    void aByteChangedBeforeTheLastRecordIsReportedWithFileAndPositionAndNeverCut(
            @ForAll("severalRecords") List<byte[]> records, @ForAll @IntRange(max = 999) int where) throws IOException {
        byte[] damaged = written(records);
        int last = Frame.HEAD + records.get(records.size() - 1).length;
        damaged[(int) ((long) (damaged.length - last) * where / 1000)] ^= 0x10;
        Files.write(file(), damaged);

        try (JournalStore store = open()) {
            assertThatThrownBy(() -> readAll(store))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining(file().toString())
                    .hasMessageContaining("offset")
                    .hasMessageContaining("position");
            assertThatThrownBy(() -> store.append(APP, records.size(), bytes("next")))
                    .isInstanceOf(JournalException.class);
        }
        assertThat(Files.readAllBytes(file())).isEqualTo(damaged);
    }

    private void holdsExactly(List<byte[]> records, int expected) {
        try (JournalStore reader = open();
                JournalStore writer = open()) {
            assertThat(texts(readAll(reader))).isEqualTo(texts(records.subList(0, expected)));
            assertThat(writer.append(APP, expected, bytes("next"))).isEqualTo(Append.APPENDED);
            assertThat(texts(reader.read(APP, expected, 5))).containsExactly("next");
            assertThat(texts(readAll(writer))).hasSize(expected + 1).endsWith("next");
        }
    }

    private byte[] written(List<byte[]> records) throws IOException {
        try (JournalStore store = open()) {
            for (int n = 0; n < records.size(); n++) {
                store.append(APP, n, records.get(n));
            }
        }
        return Files.readAllBytes(file());
    }

    private static int wholeRecordsBefore(List<byte[]> records, int cut) {
        int whole = 0;
        int end = MAGIC;
        for (byte[] record : records) {
            end += Frame.HEAD + record.length;
            whole += end <= cut ? 1 : 0;
        }
        return whole;
    }

    private JournalStore open() {
        return new FileJournalStore(folder(), new ScriptedDisk());
    }

    private Path file() {
        return folder().resolve(FileNames.folder(APP)).resolve(FileNames.segment(0));
    }

    private Path folder() {
        assertThat(scratch).isNotNull();
        return scratch;
    }

    @Provide
    Arbitrary<List<byte[]>> records() {
        return record().list().ofMinSize(1).ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<byte[]>> severalRecords() {
        return record().list().ofMinSize(2).ofMaxSize(8);
    }

    private static Arbitrary<byte[]> record() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(60);
    }
}
