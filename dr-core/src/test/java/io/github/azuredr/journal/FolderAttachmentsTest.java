package io.github.azuredr.journal;

import static io.github.azuredr.journal.FileJournalStoreTest.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderAttachmentsTest {
    /** The SHA-256 hash of "abc", from FIPS 180-2. */
    private static final String HASH_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private final Path folder;
    private final Attachments attachments;

    FolderAttachmentsTest(@TempDir Path root) {
        folder = root.resolve("not/yet/there");
        attachments = Attachments.inFolder(folder);
    }

    @Test
    void contentIsKeptUnderItsHash() {
        assertThat(attachments.put(bytes("abc"))).isEqualTo(HASH_OF_ABC);

        assertThat(Attachments.inFolder(folder).get(HASH_OF_ABC)).hasValue(bytes("abc"));
    }

    @Test
    void theSameContentIsKeptOnce() {
        attachments.put(bytes("abc"));
        attachments.put(bytes("abc"));

        assertThat(folder).isDirectoryContaining(file -> file.endsWith(HASH_OF_ABC));
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void whatWasNeverPutOrWasErasedIsAbsent() {
        assertThat(attachments.get(HASH_OF_ABC)).isEmpty();
    }

    @Test
    void damagedContentIsReportedAndReplacedWhenPutAgain() throws IOException {
        attachments.put(bytes("abc"));
        Files.write(folder.resolve(HASH_OF_ABC), bytes("abd"));

        assertThatThrownBy(() -> attachments.get(HASH_OF_ABC))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(HASH_OF_ABC)
                .hasMessageContaining("damaged");

        attachments.put(bytes("abc"));
        assertThat(attachments.get(HASH_OF_ABC)).hasValue(bytes("abc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "abc", "../../etc/passwd", "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"
            })
    void whatIsNoHashIsRefused(String text) {
        assertThatThrownBy(() -> attachments.get(text))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("64 lower case hexadecimal digits");
    }
}
