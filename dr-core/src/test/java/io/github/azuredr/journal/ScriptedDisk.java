package io.github.azuredr.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The real files without waiting for the disk, counting what is forced, and failing where a test says so. */
final class ScriptedDisk implements Disk {
    private final Disk real = new RealDisk();
    final List<String> calls = new ArrayList<>();
    long bytesRead;
    boolean failNextForce;
    boolean failNextFolderForce;
    boolean failNextReplace;
    /** How many bytes of the next write reach the file before it fails; negative for a write that succeeds. */
    int tearNextWriteAfter = -1;

    @Override
    public OpenFile open(Path file, boolean create) throws IOException {
        return new ScriptedFile(real.open(file, create), file.getFileName().toString());
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        calls.add("force folder " + folder.getFileName());
        if (failNextFolderForce) {
            failNextFolderForce = false;
            throw new IOException("scripted folder force");
        }
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
        calls.add("replace " + to.getFileName());
        if (failNextReplace) {
            failNextReplace = false;
            throw new IOException("scripted replace");
        }
        real.replace(from, to);
    }

    private final class ScriptedFile implements OpenFile {
        private final OpenFile file;
        private final String name;

        ScriptedFile(OpenFile file, String name) {
            this.file = file;
            this.name = name;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public byte[] read(long at, int atMost) throws IOException {
            byte[] bytes = file.read(at, atMost);
            bytesRead += bytes.length;
            return bytes;
        }

        @Override
        public void write(long at, byte[] bytes) throws IOException {
            calls.add("write " + name);
            if (tearNextWriteAfter >= 0) {
                int written = Math.min(tearNextWriteAfter, bytes.length);
                tearNextWriteAfter = -1;
                file.write(at, Arrays.copyOf(bytes, written));
                throw new IOException("scripted write");
            }
            file.write(at, bytes);
        }

        @Override
        public void truncate(long size) throws IOException {
            calls.add("truncate " + name);
            file.truncate(size);
        }

        @Override
        public void force() throws IOException {
            calls.add("force " + name);
            if (failNextForce) {
                failNextForce = false;
                throw new IOException("scripted force");
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
