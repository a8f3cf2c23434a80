package io.github.azuredr.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One application's segments: the last one, where appends go, and the one read last; used by one thread at a time.
 *
 * <p>A segment is begun only when the one before is full and forced, so only the last one can hold a record whose
 * writer died.
 */
final class SegmentFolder implements Closeable {
    private final Disk disk;
    private final Path folder;
    private @Nullable Segment last;
    private @Nullable Segment other;

    SegmentFolder(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
    }

    /** The segment a position is in; empty when it has not been begun. */
    Optional<Segment> holding(long position) throws IOException {
        long first = Segment.firstOf(position);
        Optional<Segment> newest = last();
        if (newest.isEmpty() || newest.get().first() == first) {
            return newest;
        }
        if (first > newest.get().first()) {
            return refreshedLast().filter(segment -> segment.first() == first);
        }
        if (other == null || other.first() != first) {
            closeOther();
            try {
                other = Segment.open(disk, folder, first, false);
            } catch (NoSuchFileException absent) {
                throw missing(first, absent);
            }
            other.refresh();
        }
        return Optional.of(other);
    }

    /** The last segment with all that is in it by now; empty before the first append. */
    Optional<Segment> refreshedLast() throws IOException {
        Segment segment = last().orElse(null);
        if (segment == null) {
            return Optional.empty();
        }
        segment.refresh();
        while (segment.full() && exists(segment.next())) {
            segment = replaceLast(segment.next());
        }
        return Optional.of(segment);
    }

    /** Begins the next segment; only for the holder of the lock. */
    Segment begin(long first) throws IOException {
        Segment begun = Segment.open(disk, folder, first, true);
        closeLast();
        last = begun;
        return begun;
    }

    /** Whether a segment is there although the one before it is not full. */
    void refuseLaterThan(Segment unfinished) throws IOException {
        long following = unfinished.first() + Segment.CAPACITY;
        if (exists(following)) {
            unfinished.refresh();
            if (!unfinished.full()) {
                throw new JournalException(
                        "The journal file " + folder.resolve(FileNames.segment(unfinished.first()))
                                + " ends at position " + unfinished.next() + ", but " + FileNames.segment(following)
                                + " exists: records are missing.",
                        "stop writing, and restore the file from a copy of the journal.");
            }
        }
    }

    /** Lets go of all that is known, so that the next look is at the files. */
    void forget() throws IOException {
        try {
            closeLast();
        } finally {
            closeOther();
        }
    }

    private Optional<Segment> last() throws IOException {
        if (last == null) {
            OptionalLong first = newestFirst();
            if (first.isPresent()) {
                replaceLast(first.getAsLong());
            }
        }
        return Optional.ofNullable(last);
    }

    /** Opens a segment that others wrote and makes it durable before anything is answered from it. */
    private Segment replaceLast(long first) throws IOException {
        Segment opened = Segment.open(disk, folder, first, false);
        try {
            opened.refresh();
            opened.force();
            disk.forceFolder(folder);
            closeLast();
        } catch (IOException | RuntimeException failed) {
            opened.close();
            throw failed;
        }
        last = opened;
        return opened;
    }

    private OptionalLong newestFirst() throws IOException {
        if (!Files.isDirectory(folder)) {
            return OptionalLong.empty();
        }
        List<Long> firsts;
        try (Stream<Path> files = Files.list(folder)) {
            firsts = files.map(
                            file -> FileNames.firstOfSegment(file.getFileName().toString()))
                    .filter(OptionalLong::isPresent)
                    .map(OptionalLong::getAsLong)
                    .sorted()
                    .toList();
        }
        for (int index = 0; index < firsts.size(); index++) {
            if (firsts.get(index) != (long) index * Segment.CAPACITY) {
                throw missing((long) index * Segment.CAPACITY, null);
            }
        }
        return firsts.isEmpty() ? OptionalLong.empty() : OptionalLong.of(firsts.get(firsts.size() - 1));
    }

    private boolean exists(long first) {
        return Files.exists(folder.resolve(FileNames.segment(first)));
    }

    private JournalException missing(long first, @Nullable Throwable cause) {
        return new JournalException(
                "The journal file " + folder.resolve(FileNames.segment(first)) + " with the positions from " + first
                        + " on is missing, but later ones are there.",
                "stop writing, and restore the file from a copy of the journal.",
                cause);
    }

    private void closeLast() throws IOException {
        if (last != null) {
            last.close();
            last = null;
        }
    }

    private void closeOther() throws IOException {
        if (other != null) {
            other.close();
            other = null;
        }
    }

    @Override
    public void close() throws IOException {
        forget();
    }
}
