package io.github.azuredr.testkit.journal;

import io.github.azuredr.journal.JournalException;
import io.github.azuredr.journal.JournalPlace;
import io.github.azuredr.journal.JournalStore;
import io.github.azuredr.journal.StoredSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A journal store that lives as long as the objects that share it; for any number of threads.
 *
 * <p>{@link #anotherHandle()} stands for a second process on the same journal, and for the same one after a restart.
 */
public final class InMemoryJournalStore implements JournalStore {
    private final Memory memory;
    private final JournalPlace place;
    private volatile boolean closed;

    /** An empty store that says it lives on this machine. */
    public InMemoryJournalStore() {
        this(JournalPlace.local("memory of this process"));
    }

    /** An empty store that says it lives there, for tests of what follows from the place. */
    public InMemoryJournalStore(JournalPlace place) {
        this(new Memory(), place);
    }

    private InMemoryJournalStore(Memory memory, JournalPlace place) {
        this.memory = memory;
        this.place = place;
    }

    /** Another handle on the same records and snapshots; closing one leaves the other open. */
    public InMemoryJournalStore anotherHandle() {
        return new InMemoryJournalStore(memory, place);
    }

    @Override
    public Append append(String application, long n, byte[] record) {
        refuseClosed();
        refuseBelow(0, "n", n);
        return memory.append(application, n, record.clone());
    }

    @Override
    public List<byte[]> read(String application, long from, int atMost) {
        refuseClosed();
        refuseBelow(0, "from", from);
        refuseBelow(1, "atMost", atMost);
        return memory.read(application, from, atMost).stream()
                .map(byte[]::clone)
                .toList();
    }

    @Override
    public Optional<StoredSnapshot> newestSnapshot(String application) {
        refuseClosed();
        return memory.newestSnapshot(application);
    }

    @Override
    public void saveSnapshot(String application, StoredSnapshot snapshot) {
        refuseClosed();
        memory.saveSnapshot(application, snapshot);
    }

    @Override
    public JournalPlace place() {
        return place;
    }

    @Override
    public void close() {
        closed = true;
    }

    private void refuseClosed() {
        if (closed) {
            throw new JournalException("This handle on the journal in memory is closed.", "use another handle.");
        }
    }

    private static void refuseBelow(long least, String field, long value) {
        if (value < least) {
            throw new JournalException(
                    "JournalStore: " + field + " is " + value + ", but must be at least " + least + ".",
                    "give such a number.");
        }
    }

    private static final class Memory {
        private final Map<String, List<byte[]>> logs = new HashMap<>();
        private final Map<String, StoredSnapshot> snapshots = new HashMap<>();

        synchronized Append append(String application, long n, byte[] record) {
            List<byte[]> log = logs.computeIfAbsent(application, name -> new ArrayList<>());
            if (n > log.size()) {
                throw new JournalException(
                        "The record for position " + n + " of application '" + application
                                + "' would leave a gap: the next position is " + log.size() + ".",
                        "read the journal from position " + log.size() + " on and decide again.");
            }
            if (n < log.size()) {
                return Append.TAKEN;
            }
            log.add(record);
            return Append.APPENDED;
        }

        synchronized List<byte[]> read(String application, long from, int atMost) {
            List<byte[]> log = logs.getOrDefault(application, List.of());
            int begin = (int) Math.min(from, log.size());
            return List.copyOf(log.subList(begin, (int) Math.min(log.size(), begin + (long) atMost)));
        }

        synchronized Optional<StoredSnapshot> newestSnapshot(String application) {
            return Optional.ofNullable(snapshots.get(application));
        }

        synchronized void saveSnapshot(String application, StoredSnapshot snapshot) {
            snapshots.merge(application, snapshot, (kept, added) -> kept.n() > added.n() ? kept : added);
        }
    }
}
