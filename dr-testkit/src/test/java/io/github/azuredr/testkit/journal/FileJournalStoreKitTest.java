package io.github.azuredr.testkit.journal;

import io.github.azuredr.journal.FileJournalStore;
import io.github.azuredr.journal.JournalStore;
import io.github.azuredr.testkit.kit.JournalStoreKit;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileJournalStoreKitTest extends JournalStoreKit {
    private final Path folder;

    FileJournalStoreKitTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Override
    protected JournalStore open() {
        return FileJournalStore.in(folder);
    }
}
