package io.github.azuredr.journal;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** The machine's file system. */
final class RealDisk implements Disk {
    @Override
    public OpenFile open(Path file, boolean create) throws IOException {
        if (!create && !Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return new RealFile(new RandomAccessFile(file.toFile(), "rw"));
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        if (File.separatorChar == '\\') {
            return; // Windows cannot open a folder; it makes entries durable with the file.
        }
        boolean interrupted = false;
        try {
            while (true) {
                interrupted |= Thread.interrupted();
                try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException again) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A RandomAccessFile, because an interrupt closes a FileChannel in the middle of a write. */
    private record RealFile(RandomAccessFile file) implements OpenFile {
        @Override
        public long size() throws IOException {
            return file.length();
        }

        @Override
        public byte[] read(long at, int atMost) throws IOException {
            byte[] bytes = new byte[(int) Math.max(0, Math.min(atMost, file.length() - at))];
            file.seek(at);
            int filled = 0;
            while (filled < bytes.length) {
                int count = file.read(bytes, filled, bytes.length - filled);
                if (count < 0) {
                    return Arrays.copyOf(bytes, filled); // Another handle cut the file meanwhile.
                }
                filled += count;
            }
            return bytes;
        }

        @Override
        public void write(long at, byte[] bytes) throws IOException {
            file.seek(at);
            file.write(bytes);
        }

        @Override
        public void truncate(long size) throws IOException {
            file.setLength(size);
        }

        @Override
        public void force() throws IOException {
            file.getFD().sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
