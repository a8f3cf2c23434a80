package io.github.azuredr.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The lock of one application's files, among processes and among handles in this one; used by one thread at a time.
 *
 * <p>It is on a file of its own that nothing else opens: a POSIX lock is dropped when its process closes <em>any</em>
 * channel of the locked file. For the same reason the channel is closed only while its lock is held.
 */
final class FileLocking implements Closeable {
    private static final long SHORTEST_PARK = TimeUnit.MICROSECONDS.toNanos(20);
    private static final long LONGEST_PARK = TimeUnit.MILLISECONDS.toNanos(2);

    private final Path file;
    private final Duration patience;
    private @Nullable FileChannel channel;

    /** On that file, giving up on another holder after about that long. */
    FileLocking(Path file, Duration patience) {
        this.file = file;
        this.patience = patience;
    }

    /** Waits for the lock; whoever gets it closes it. */
    FileLock acquire() throws IOException {
        if (channel == null || !channel.isOpen()) {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
        boolean interrupted = false;
        try {
            long waited = 0;
            long park = SHORTEST_PARK;
            while (true) {
                FileLock lock = attempt(channel);
                if (lock != null) {
                    return lock;
                }
                if (waited >= patience.toNanos()) {
                    throw stillHeld();
                }
                LockSupport.parkNanos(this, park);
                interrupted |= Thread.interrupted(); // An interrupted thread would not park, and give up too early.
                waited += park;
                park = Math.min(2 * park, LONGEST_PARK);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static @Nullable FileLock attempt(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    private JournalException stillHeld() {
        return new JournalException(
                "The journal's lock " + file + " is held by another process or handle, after " + patience.toSeconds()
                        + " s of waiting.",
                "find the process that has the file open; a suspended one must go on or end.");
    }

    @Override
    public void close() throws IOException {
        if (channel != null && channel.isOpen()) {
            acquire().acquiredBy().close();
        }
    }
}
