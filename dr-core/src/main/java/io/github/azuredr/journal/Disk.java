package io.github.azuredr.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the file store asks of the file system: one door, so that any of it can be made to fail. */
interface Disk {
    /**
     * Opens a file for reading and writing.
     *
     * @throws java.nio.file.NoSuchFileException when it is absent and not to be created
     */
    OpenFile open(Path file, boolean create) throws IOException;

    /** Creates a folder and what is missing above it, durably. */
    default void createFolder(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath();
        Path parent = absolute.getParent();
        if (parent != null) {
            if (!Files.isDirectory(parent)) {
                createFolder(parent);
            }
            Files.createDirectories(absolute);
            forceFolder(parent);
        }
    }

    /** Makes a folder's entries durable: files created in it, renamed into it or deleted from it. */
    void forceFolder(Path folder) throws IOException;

    /** Renames a file onto another, which readers see either wholly or not at all. */
    void replace(Path from, Path to) throws IOException;

    /** An open file; no method is undone or cut short by an interrupt of the thread. */
    interface OpenFile extends Closeable {
        long size() throws IOException;

        /** The bytes from an offset on: as many as wanted, or fewer where the file ends. */
        byte[] read(long at, int atMost) throws IOException;

        void write(long at, byte[] bytes) throws IOException;

        void truncate(long size) throws IOException;

        /** Returns when all that was written, through any handle, is durable. */
        void force() throws IOException;
    }
}
