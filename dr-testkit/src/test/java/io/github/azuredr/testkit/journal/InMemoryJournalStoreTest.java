package io.github.azuredr.testkit.journal;

import io.github.azuredr.journal.JournalStore;
import io.github.azuredr.testkit.kit.JournalStoreKit;

class InMemoryJournalStoreTest extends JournalStoreKit {
    private final InMemoryJournalStore memory = new InMemoryJournalStore();

    @Override
    protected JournalStore open() {
        return memory.anotherHandle();
    }
}
