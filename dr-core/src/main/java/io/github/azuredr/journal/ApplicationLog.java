package io.github.azuredr.journal;

import io.github.azuredr.journal.JournalStore.Append;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One handle on one application's files, for many threads.
 *
 * <p>Appends hold the file lock; reads do not, and believe a sign of damage only after a second look with the lock,
 * because a torn record that is just being cut and written anew looks like damage for a moment.
 */
final class ApplicationLog implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Disk disk;
    private final Path folder;
    private final FileLocking locking;
    private final SegmentFolder segments;
    private final SnapshotFiles snapshots;
    // Always taken before the monitor of this object, so that a wait for another process does not hold up reads.
    private final Object writing = new Object();
    private boolean folderIsThere;
    private boolean closed;

    /** Segments through a disk that stops at a failure; snapshots, which the log can do without, through a plain one. */
    ApplicationLog(FailStopDisk disk, Disk snapshotDisk, Path folder) {
        this.disk = disk;
        this.folder = folder;
        this.locking = new FileLocking(folder.resolve(FileNames.LOCK), PATIENCE);
        this.segments = new SegmentFolder(disk, folder);
        this.snapshots = new SnapshotFiles(snapshotDisk, folder);
    }

    Append append(long n, byte[] record) throws IOException {
        return locked(() -> appendLocked(n, record));
    }

    private synchronized Append appendLocked(long n, byte[] record) throws IOException {
        Optional<Segment> last = segments.refreshedLast();
        long next = last.map(Segment::next).orElse(0L);
        if (n > next) {
            throw new JournalException(
                    "The record for position " + n + " would leave a gap: the next position in " + folder + " is "
                            + next + ".",
                    "read the journal from position " + next + " on and decide again.");
        }
        // Neither an answer nor a new segment may stand on a record that its writer did not live to force.
        boolean builtUpon = n < next || last.map(Segment::full).orElse(false);
        if (builtUpon && last.isPresent() && !last.get().isForced()) {
            last.get().force();
        }
        if (n < next) {
            return Append.TAKEN;
        }
        Segment target = last.filter(segment -> !segment.full()).orElse(null);
        if (target == null) {
            target = segments.begin(n);
        }
        boolean begins = target.next() == target.first();
        target.append(record);
        if (begins) {
            disk.forceFolder(folder);
        }
        return Append.APPENDED;
    }

    List<byte[]> read(long from, int atMost) throws IOException {
        try {
            return readUnlocked(from, atMost);
        } catch (JournalException suspicion) {
            return locked(() -> readAfresh(from, atMost));
        }
    }

    private synchronized List<byte[]> readAfresh(long from, int atMost) throws IOException {
        segments.forget();
        return readUnlocked(from, atMost);
    }

    private synchronized List<byte[]> readUnlocked(long from, int atMost) throws IOException {
        refuseClosed();
        List<byte[]> records = new ArrayList<>();
        List<byte[]> some;
        do {
            some = readOfOneSegment(from + records.size(), atMost - records.size());
            records.addAll(some);
        } while (!some.isEmpty() && records.size() < atMost);
        return records;
    }

    private List<byte[]> readOfOneSegment(long from, int atMost) throws IOException {
        Optional<Segment> holding = segments.holding(from);
        if (holding.isEmpty()) {
            return List.of();
        }
        Segment segment = holding.get();
        if (segment.next() - from < atMost) {
            segment.refresh();
        }
        if (from >= segment.next()) {
            segments.refuseLaterThan(segment);
        }
        return from < segment.next() ? segment.read(from, atMost) : List.of();
    }

    Optional<StoredSnapshot> newestSnapshot() throws IOException {
        return Files.isDirectory(folder) ? snapshots.newest() : Optional.empty();
    }

    void saveSnapshot(StoredSnapshot snapshot) throws IOException {
        locked(() -> {
            snapshots.save(snapshot);
            return snapshot;
        });
    }

    private <T> T locked(Work<T> work) throws IOException {
        synchronized (writing) {
            refuseClosed();
            if (!folderIsThere) {
                disk.createFolder(folder);
                folderIsThere = true;
            }
            FileLock lock = locking.acquire();
            try {
                return work.run();
            } finally {
                lock.release();
            }
        }
    }

    private synchronized void refuseClosed() {
        if (closed) {
            throw new JournalException("The journal store on " + folder + " is closed.", "open the store anew.");
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (writing) {
            synchronized (this) {
                closed = true;
                segments.close();
            }
            locking.close();
        }
    }

    private interface Work<T> {
        T run() throws IOException;
    }
}
