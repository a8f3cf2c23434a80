package io.github.azuredr.journal;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A disk that stops for good at the first write or force that fails.
 *
 * <p>After a failed force the system may count unwritten pages as written, so a second force that succeeds proves
 * nothing; only what a fresh handle reads can be believed.
 */
final class FailStopDisk implements Disk {
    private final Disk disk;
    private volatile @Nullable Throwable failure;

    FailStopDisk(Disk disk) {
        this.disk = disk;
    }

    /** Refuses to go on after a failure. */
    void check() {
        Throwable earlier = failure;
        if (earlier != null) {
            throw new JournalException(
                    "This handle on the journal's files stopped at an earlier failed write: " + earlier.getMessage()
                            + ".",
                    "close this store, open it anew, and read which record came last.",
                    earlier);
        }
    }

    @Override
    public OpenFile open(Path file, boolean create) throws IOException {
        return new FailStopFile(disk.open(file, create));
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        guarded(() -> disk.forceFolder(folder));
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
        guarded(() -> disk.replace(from, to));
    }

    private void guarded(Effect effect) throws IOException {
        check();
        try {
            effect.run();
        } catch (IOException | RuntimeException | Error failed) {
            failure = failed;
            throw failed;
        }
    }

    private interface Effect {
        void run() throws IOException;
    }

    private final class FailStopFile implements OpenFile {
        private final OpenFile file;

        FailStopFile(OpenFile file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public byte[] read(long at, int atMost) throws IOException {
            return file.read(at, atMost);
        }

        @Override
        public void write(long at, byte[] bytes) throws IOException {
            guarded(() -> file.write(at, bytes));
        }

        @Override
        public void truncate(long size) throws IOException {
            guarded(() -> file.truncate(size));
        }

        @Override
        public void force() throws IOException {
            guarded(file::force);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
