package io.github.azuredr.journal;

import static io.github.azuredr.journal.FileJournalStoreTest.bytes;
import static io.github.azuredr.journal.FileJournalStoreTest.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.journal.JournalStore.Append;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailingDiskTest {
    private static final String APP = "orders";
    private static final String SEGMENT = FileNames.segment(0);

    private final Path folder;
    private final ScriptedDisk disk = new ScriptedDisk();
    private final ScriptedDisk otherDisk = new ScriptedDisk();
    private final JournalStore store;
    private final JournalStore other;

    FailingDiskTest(@TempDir Path folder) {
        this.folder = folder;
        store = new FileJournalStore(folder, disk);
        other = new FileJournalStore(folder, otherDisk);
    }

    @AfterEach
    void close() {
        store.close();
        other.close();
    }

    @Test
    void anAppendIsOneWriteAndOneForce() {
        store.append(APP, 0, bytes("a"));
        disk.calls.clear();
        disk.bytesRead = 0;

        store.append(APP, 1, bytes("b"));

        assertThat(disk.calls).containsExactly("write " + SEGMENT, "force " + SEGMENT);
        assertThat(disk.bytesRead).isZero();
    }

    @Test
    void aNewSegmentIsForcedAndThenItsFolder() {
        store.append(APP, 0, bytes("a"));

        assertThat(disk.calls)
                .endsWith("write " + SEGMENT, "force " + SEGMENT, "force folder " + FileNames.folder(APP));
    }

    @Test
    void afterAFailedForceEveryCallIsRefusedUntilTheStoreIsOpenedAnew() {
        store.append(APP, 0, bytes("a"));
        disk.failNextForce = true;

        assertThatThrownBy(() -> store.append(APP, 1, bytes("b")))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("application 'orders'")
                .hasMessageContaining("scripted force");

        assertThatThrownBy(() -> store.append(APP, 1, bytes("b"))).hasMessageContaining("open it anew");
        assertThatThrownBy(() -> store.read(APP, 0, 1)).hasMessageContaining("open it anew");
        assertThatThrownBy(() -> store.newestSnapshot("another")).hasMessageContaining("open it anew");
    }

    @Test
    void aFailedFolderForceOfANewSegmentStopsTheHandleToo() {
        store.append(APP, 0, bytes("a"));
        disk.failNextFolderForce = true;

        assertThatThrownBy(() -> store.append("another", 0, bytes("a"))).hasMessageContaining("scripted folder force");
        assertThatThrownBy(() -> store.append(APP, 1, bytes("b"))).hasMessageContaining("open it anew");
    }

    @Test
    void aReopenedStoreForcesTheFileBeforeItsFirstAnswer() {
        store.append(APP, 0, bytes("a"));
        disk.failNextForce = true;
        assertThatThrownBy(() -> store.append(APP, 1, bytes("in doubt"))).isInstanceOf(JournalException.class);

        assertThat(texts(other.read(APP, 0, 5))).containsExactly("a", "in doubt");

        assertThat(otherDisk.calls).contains("force " + SEGMENT, "force folder " + FileNames.folder(APP));
    }

    @Test
    void aReaderForcesWhatAnotherHandleWroteBeforeItAnswersAndOnlyOnce() {
        store.append(APP, 0, bytes("a"));
        other.read(APP, 0, 5);
        store.append(APP, 1, bytes("b"));
        otherDisk.calls.clear();

        other.read(APP, 1, 5);
        other.read(APP, 1, 5);

        assertThat(otherDisk.calls).containsExactly("force " + SEGMENT);
    }

    @Test
    void thatAPositionIsTakenIsAnsweredOnlyOnceItsRecordIsForced() {
        other.append(APP, 0, bytes("a"));
        store.append(APP, 1, bytes("b"));
        otherDisk.calls.clear();

        assertThat(other.append(APP, 1, bytes("c"))).isEqualTo(Append.TAKEN);

        assertThat(otherDisk.calls).containsExactly("force " + SEGMENT);
    }

    @Test
    void aWriteTornAtAnyByteLeavesTheRecordsBeforeAndRoomForTheNext() {
        int frame = Frame.HEAD + "torn".length();
        for (int torn = 0; torn <= frame; torn++) {
            String app = "app" + torn;
            ScriptedDisk tearing = new ScriptedDisk();
            try (JournalStore victim = new FileJournalStore(folder, tearing)) {
                victim.append(app, 0, bytes("first"));
                tearing.tearNextWriteAfter = torn;
                assertThatThrownBy(() -> victim.append(app, 1, bytes("torn"))).hasMessageContaining("scripted write");
            }

            boolean arrived = torn == frame;
            assertThat(texts(other.read(app, 0, 5))).hasSize(arrived ? 2 : 1).startsWith("first");
            assertThat(other.append(app, arrived ? 2 : 1, bytes("next"))).isEqualTo(Append.APPENDED);
            assertThat(texts(other.read(app, 1, 5))).endsWith("next");
        }
    }

    @Test
    void aFirstWriteTornAtAnyByteLeavesAnEmptyLogThatCanBegin() {
        int bytes = 8 + Frame.HEAD + "torn".length();
        for (int torn = 0; torn < bytes; torn++) {
            String app = "app" + torn;
            ScriptedDisk tearing = new ScriptedDisk();
            try (JournalStore victim = new FileJournalStore(folder, tearing)) {
                tearing.tearNextWriteAfter = torn;
                assertThatThrownBy(() -> victim.append(app, 0, bytes("torn"))).hasMessageContaining("scripted write");
            }

            assertThat(other.read(app, 0, 5)).isEmpty();
            assertThat(other.append(app, 0, bytes("genesis"))).isEqualTo(Append.APPENDED);
            assertThat(texts(other.read(app, 0, 5))).containsExactly("genesis");
        }
    }

    @Test
    void aTornRecordIsCutByTheNextAppendAndByNoReader() {
        store.append(APP, 0, bytes("a"));
        disk.tearNextWriteAfter = 10;
        assertThatThrownBy(() -> store.append(APP, 1, bytes("torn"))).isInstanceOf(JournalException.class);

        other.read(APP, 0, 5);
        assertThat(otherDisk.calls).doesNotContain("truncate " + SEGMENT);

        other.append(APP, 1, bytes("b"));
        assertThat(otherDisk.calls).contains("truncate " + SEGMENT);
    }

    @Test
    void aSnapshotThatCannotBeWrittenHarmsNeitherTheLogNorTheOneBefore() {
        StoredSnapshot kept = new StoredSnapshot(0, bytes("kept"));
        store.append(APP, 0, bytes("a"));
        store.saveSnapshot(APP, kept);
        disk.failNextReplace = true;

        assertThatThrownBy(() -> store.saveSnapshot(APP, new StoredSnapshot(1, bytes("lost"))))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("scripted replace");

        assertThat(store.newestSnapshot(APP)).contains(kept);
        assertThat(store.append(APP, 1, bytes("b"))).isEqualTo(Append.APPENDED);
    }

    @Test
    void aSnapshotIsForcedBeforeItIsRenamedAndItsNameAfter() {
        store.append(APP, 0, bytes("a"));
        disk.calls.clear();

        store.saveSnapshot(APP, new StoredSnapshot(1, bytes("state")));

        assertThat(disk.calls)
                .endsWith(
                        "force " + FileNames.SNAPSHOT_BEING_WRITTEN,
                        "replace " + FileNames.snapshot(1),
                        "force folder " + FileNames.folder(APP));
    }

    @Test
    void anAttachmentThatCannotBeWrittenIsNotThereAndLeavesNothing() {
        Attachments attachments = new FolderAttachments(folder, disk);
        disk.failNextForce = true;

        assertThatThrownBy(() -> attachments.put(bytes("manifest")))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("cannot be written");

        assertThat(folder).isEmptyDirectory();
    }
}
