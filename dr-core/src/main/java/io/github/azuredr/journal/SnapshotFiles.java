package io.github.azuredr.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Snapshots as files beside the segments: written aside, forced, renamed; the two newest are kept. */
final class SnapshotFiles {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFiles.class);
    private static final int KEPT = 2;
    private static final int LOOKS = 3;

    private final Disk disk;
    private final Path folder;

    SnapshotFiles(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
    }

    /** The readable one that has taken in the most records. */
    Optional<StoredSnapshot> newest() throws IOException {
        for (int look = 1; ; look++) {
            boolean vanished = false;
            for (long n : newestFirst()) {
                Path file = folder.resolve(FileNames.snapshot(n));
                Optional<StoredSnapshot> found = readable(file, n);
                if (found.isPresent()) {
                    return found;
                }
                vanished |= !Files.exists(file);
            }
            // A file that vanished was replaced by a newer one since the folder was listed.
            if (!vanished || look == LOOKS) {
                return Optional.empty();
            }
        }
    }

    /** Keeps one more; only for the holder of the lock, who also owns the file being written. */
    void save(StoredSnapshot snapshot) throws IOException {
        Path aside = folder.resolve(FileNames.SNAPSHOT_BEING_WRITTEN);
        try (Disk.OpenFile file = disk.open(aside, true)) {
            file.truncate(0);
            file.write(0, Frame.encode(snapshot.n(), snapshot.bytes()));
            file.force();
        }
        disk.replace(aside, folder.resolve(FileNames.snapshot(snapshot.n())));
        disk.forceFolder(folder);
        List<Long> all = newestFirst();
        for (long old : all.subList(Math.min(KEPT, all.size()), all.size())) {
            Files.deleteIfExists(folder.resolve(FileNames.snapshot(old)));
        }
    }

    private Optional<StoredSnapshot> readable(Path file, long n) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            Optional<Frame> frame = Frame.head(bytes, 0);
            if (frame.isPresent()
                    && frame.get().position() == n
                    && frame.get().matches(bytes, 0)
                    && frame.get().size() == bytes.length) {
                return Optional.of(new StoredSnapshot(n, Arrays.copyOfRange(bytes, Frame.HEAD, bytes.length)));
            }
            LOG.atWarn().addKeyValue("file", file).log("A damaged snapshot is passed over.");
        } catch (IOException unreadable) {
            LOG.atWarn().addKeyValue("file", file).setCause(unreadable).log("An unreadable snapshot is passed over.");
        }
        return Optional.empty();
    }

    private List<Long> newestFirst() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(
                            file -> FileNames.countOfSnapshot(file.getFileName().toString()))
                    .filter(OptionalLong::isPresent)
                    .map(OptionalLong::getAsLong)
                    .sorted((left, right) -> Long.compare(right, left))
                    .toList();
        }
    }
}
