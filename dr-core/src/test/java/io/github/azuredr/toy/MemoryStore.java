package io.github.azuredr.toy;

import io.github.azuredr.journal.Attachments;
import io.github.azuredr.journal.JournalException;
import io.github.azuredr.journal.JournalPlace;
import io.github.azuredr.journal.JournalStore;
import io.github.azuredr.journal.StoredSnapshot;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A journal store in memory that can lose answers, let others in between, and be out of reach. */
public final class MemoryStore implements JournalStore {
    public final List<byte[]> records = new ArrayList<>();
    public final List<StoredSnapshot> snapshots = new ArrayList<>();
    public final Map<String, byte[]> attached = new ConcurrentHashMap<>();
    public JournalPlace place = JournalPlace.unknown("memory");
    public boolean unreachable;
    /** How many of the next calls are refused. */
    public int refuseNext;
    /** The next append takes place, but its writer hears an exception. */
    public boolean loseNextAnswer;
    /** The next append takes place and is repeated below, so that its writer hears TAKEN. */
    public boolean repeatNextAppend;
    /** Runs once right before the next append. */
    public Runnable beforeNextAppend = () -> {};

    @Override
    public Append append(String application, long n, byte[] record) {
        Runnable before = beforeNextAppend;
        beforeNextAppend = () -> {};
        before.run();
        synchronized (this) {
            refuseUnreachable();
            if (n > records.size()) {
                throw new JournalException("position " + n + " leaves a gap", "read first");
            }
            if (n < records.size()) {
                return Append.TAKEN;
            }
            records.add(record.clone());
            if (loseNextAnswer) {
                loseNextAnswer = false;
                throw new JournalException("connection reset", "read to find out");
            }
            if (repeatNextAppend) {
                repeatNextAppend = false;
                return Append.TAKEN;
            }
            return Append.APPENDED;
        }
    }

    @Override
    public synchronized List<byte[]> read(String application, long from, int atMost) {
        refuseUnreachable();
        int first = (int) Math.min(from, records.size());
        return List.copyOf(records.subList(first, Math.min(records.size(), first + atMost)));
    }

    @Override
    public synchronized Optional<StoredSnapshot> newestSnapshot(String application) {
        return snapshots.stream().reduce((older, newer) -> newer.n() >= older.n() ? newer : older);
    }

    @Override
    public synchronized void saveSnapshot(String application, StoredSnapshot snapshot) {
        snapshots.add(snapshot);
    }

    @Override
    public JournalPlace place() {
        return place;
    }

    @Override
    public Optional<Attachments> attachments() {
        return Optional.of(new Attachments() {
            @Override
            public String put(byte[] content) {
                try {
                    String hash = HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
                    attached.putIfAbsent(hash, content.clone());
                    return hash;
                } catch (NoSuchAlgorithmException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public Optional<byte[]> get(String hash) {
                return Optional.ofNullable(attached.get(hash));
            }
        });
    }

    @Override
    public void close() {
        // Nothing is held open.
    }

    private void refuseUnreachable() {
        if (refuseNext > 0) {
            refuseNext--;
            throw new JournalException("journal store: connection refused", "try again");
        }
        if (unreachable) {
            throw new JournalException("journal store: no route to host", "restore the network");
        }
    }
}
