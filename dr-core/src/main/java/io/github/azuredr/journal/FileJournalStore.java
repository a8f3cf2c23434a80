package io.github.azuredr.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A journal store in the files of a folder on this machine's disk, which several processes of this machine may share.
 *
 * <p>An append returns when the disk has confirmed it. After a write or force that failed, every call is refused until
 * the store is opened anew. Close every store: one that is merely dropped may, when it is collected, drop the lock that
 * another in the same process holds. Not for network file systems, whose locks and caches promise less.
 */
public final class FileJournalStore implements JournalStore {
    private final Path root;
    private final Disk plain;
    private final FailStopDisk disk;
    private final Map<String, ApplicationLog> logs = new ConcurrentHashMap<>();
    private volatile boolean closed;

    FileJournalStore(Path root, Disk disk) {
        this.root = root.toAbsolutePath();
        this.plain = disk;
        this.disk = new FailStopDisk(disk);
    }

    /**
     * The store of that folder; nothing is read or created before the first call that needs it.
     *
     * @param folder the folder, which holds one folder per application
     */
    public static FileJournalStore in(Path folder) {
        return new FileJournalStore(folder, new RealDisk());
    }

    @Override
    public Append append(String application, long n, byte[] record) {
        refuseNegative("n", n);
        return with(application, "append at position " + n + " to", log -> log.append(n, record));
    }

    @Override
    public List<byte[]> read(String application, long from, int atMost) {
        refuseNegative("from", from);
        if (atMost < 1) {
            throw new JournalException("read: atMost is " + atMost + ", but must be at least 1.", "ask for more.");
        }
        return with(application, "read from position " + from + " of", log -> log.read(from, atMost));
    }

    @Override
    public Optional<StoredSnapshot> newestSnapshot(String application) {
        return with(application, "read a snapshot of", ApplicationLog::newestSnapshot);
    }

    @Override
    public void saveSnapshot(String application, StoredSnapshot snapshot) {
        with(application, "save a snapshot of", log -> {
            log.saveSnapshot(snapshot);
            return snapshot;
        });
    }

    @Override
    public JournalPlace place() {
        return JournalPlace.local("files in " + root);
    }

    @Override
    public Optional<Attachments> attachments() {
        return Optional.of(Attachments.inFolder(root.resolve(".attachments")));
    }

    @Override
    public void close() {
        closed = true;
        List<Exception> failures = new ArrayList<>();
        for (ApplicationLog log : logs.values()) {
            try {
                log.close();
            } catch (IOException | RuntimeException failed) {
                failures.add(failed);
            }
        }
        if (!failures.isEmpty()) {
            throw failed("close", null, failures.get(0));
        }
    }

    private <T> T with(String application, String what, Work<T> work) {
        if (closed) {
            throw new JournalException("The journal store in " + root + " is closed.", "open the store anew.");
        }
        disk.check();
        ApplicationLog log = logs.computeIfAbsent(
                application, name -> new ApplicationLog(disk, plain, root.resolve(FileNames.folder(name))));
        try {
            return work.on(log);
        } catch (IOException failed) {
            throw failed(what, application, failed);
        }
    }

    private JournalException failed(String what, @Nullable String application, Exception cause) {
        return new JournalException(
                "Cannot " + what + " the journal"
                        + (application == null ? "" : " of application '" + application + "'") + " in " + root + ": "
                        + cause.getMessage() + ".",
                "mend the disk or its permissions, open the store anew, and read which record came last.",
                cause);
    }

    private static void refuseNegative(String field, long position) {
        if (position < 0) {
            throw new JournalException(
                    "JournalStore: " + field + " is " + position + ", but positions start at 0.", "give a position.");
        }
    }

    private interface Work<T> {
        T on(ApplicationLog log) throws IOException;
    }
}
