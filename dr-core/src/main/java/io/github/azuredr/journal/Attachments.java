package io.github.azuredr.journal;

import java.nio.file.Path;
import java.util.Optional;

/** Keeps what is too large or too personal for the journal, under the SHA-256 hash that the journal holds of it. */
public interface Attachments {

    /**
     * Keeps the content durably; content that is already kept stays as it is.
     *
     * @return its SHA-256 hash, 64 lower case hexadecimal digits
     * @throws JournalException when it cannot be written
     */
    String put(byte[] content);

    /**
     * The content of that hash; empty when it is not kept, for instance because it was erased.
     *
     * @throws JournalException when the hash is none, or the content kept under it is another
     */
    Optional<byte[]> get(String hash);

    /** Attachments as files of one folder, which may be shared by processes of one machine. */
    static Attachments inFolder(Path folder) {
        return new FolderAttachments(folder, new RealDisk());
    }
}
