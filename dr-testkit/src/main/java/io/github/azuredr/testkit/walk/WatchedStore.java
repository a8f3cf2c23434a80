package io.github.azuredr.testkit.walk;

import io.github.azuredr.codec.Codec;
import io.github.azuredr.journal.JournalPlace;
import io.github.azuredr.journal.JournalStore;
import io.github.azuredr.journal.StoredSnapshot;
import java.util.List;
import java.util.Optional;

/** A process's handle on the journal, watched; it also knows which step the process last wrote an intent for. */
final class WatchedStore implements JournalStore {
    private static final Codec CODEC = Codec.create();

    private final JournalStore store;
    private final Watcher watcher;
    private volatile String step = "";

    WatchedStore(JournalStore store, Watcher watcher) {
        this.store = store;
        this.watcher = watcher;
    }

    /** The step of the last intent; empty before the first and after a run's end. */
    String step() {
        return step;
    }

    @Override
    public Append append(String application, long n, byte[] record) {
        String kind = CODEC.peek(record, "entry", "kind").orElse("?");
        String of = CODEC.peek(record, "entry", "step").orElse("");
        if (kind.endsWith("-intended")) {
            step = of;
        }
        Moment moment = new Moment(Moment.Kind.APPEND, Optional.empty(), n + " (" + kind + ")", of);
        watcher.before(moment);
        Append answer = store.append(application, n, record);
        watcher.after(moment);
        if (kind.equals("run-finished")) {
            step = "";
        }
        return answer;
    }

    @Override
    public List<byte[]> read(String application, long from, int atMost) {
        return store.read(application, from, atMost);
    }

    @Override
    public Optional<StoredSnapshot> newestSnapshot(String application) {
        return store.newestSnapshot(application);
    }

    @Override
    public void saveSnapshot(String application, StoredSnapshot snapshot) {
        store.saveSnapshot(application, snapshot);
    }

    @Override
    public JournalPlace place() {
        return store.place();
    }

    @Override
    public void close() {
        store.close();
    }
}
