package io.github.azuredr.benchmarks;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.journal.FileJournalStore;
import io.github.azuredr.journal.Journal;
import io.github.azuredr.journal.JournalStore;
import java.nio.file.Path;

/** One start in a fresh JVM, from an unopened store to the newest state; prints the seconds it took. */
final class StartOnce {
    private StartOnce() {}

    /** Folder of the journal, then {@code snapshot} or {@code whole}. */
    public static void main(String... args) {
        Path folder = Path.of(args[0]);
        long begun = System.nanoTime();
        if (args[1].equals("whole")) {
            whole(folder);
        } else {
            application(folder);
        }
        System.out.println((System.nanoTime() - begun) / 1e9);
    }

    private static void application(Path folder) {
        try (DisasterRecovery dr = WaitingApplication.of(
                StepGraph.of(2, 2, 1, 1), FileJournalStore.in(folder), folder.resolveSibling("attachments"), 4)) {
            if (dr.status().active().isEmpty()) {
                throw new IllegalStateException("no side is active in " + folder);
            }
        }
    }

    private static void whole(Path folder) {
        try (JournalStore store = FileJournalStore.in(folder)) {
            long entries = Journal.verify(store, WaitingApplication.NAME).n();
            if (entries != LongJournal.ENTRIES) {
                throw new IllegalStateException(folder + " has " + entries + " entries");
            }
        }
    }
}
