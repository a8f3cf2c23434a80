package io.github.azuredr.testkit.kit;

import io.github.azuredr.journal.JournalPlace;
import io.github.azuredr.journal.JournalStore;
import io.github.azuredr.journal.StoredSnapshot;
import io.github.azuredr.testkit.journal.InMemoryJournalStore;
import java.util.List;
import java.util.Optional;

/** A handle that hands everything on to a right one, for a subclass to get one thing wrong. */
class WrongJournalStore implements JournalStore {
    final JournalStore right;

    WrongJournalStore(InMemoryJournalStore memory) {
        right = memory.anotherHandle();
    }

    @Override
    public Append append(String application, long n, byte[] record) {
        return right.append(application, n, record);
    }

    @Override
    public List<byte[]> read(String application, long from, int atMost) {
        return right.read(application, from, atMost);
    }

    @Override
    public Optional<StoredSnapshot> newestSnapshot(String application) {
        return right.newestSnapshot(application);
    }

    @Override
    public void saveSnapshot(String application, StoredSnapshot snapshot) {
        right.saveSnapshot(application, snapshot);
    }

    @Override
    public JournalPlace place() {
        return right.place();
    }

    @Override
    public void close() {
        right.close();
    }
}
