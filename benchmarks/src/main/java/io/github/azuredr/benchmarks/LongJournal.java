package io.github.azuredr.benchmarks;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.journal.Decision;
import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.FileJournalStore;
import io.github.azuredr.journal.Journal;
import io.github.azuredr.journal.JournalRecord;
import io.github.azuredr.journal.JournalStore;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.testkit.journal.InMemoryJournalStore;
import io.github.azuredr.time.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A journal of half a million real entries: one replication is run, and its entries are written again and again under new
 * run ids, through the journal's own append. Built once, in memory where there is such a folder, and kept.
 */
final class LongJournal {
    static final int ENTRIES = Integer.getInteger("bench.entries", 500_000);
    private static final Path MEMORY = Path.of("/dev/shm");

    private LongJournal() {}

    /** The folder of the finished journal. */
    static Path built() throws IOException {
        Path finished = Folders.target().resolve("journal-" + ENTRIES);
        if (Files.isDirectory(finished)) {
            return finished;
        }
        Files.createDirectories(Folders.target());
        Path scratch = Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "azuredr-bench-")
                : Folders.fresh("journal-being-built");
        try {
            write(scratch.resolve("journal"));
            Path aside = Folders.fresh("journal-copied");
            copy(scratch.resolve("journal"), aside);
            Files.move(aside, finished);
            return finished;
        } finally {
            Folders.delete(scratch);
        }
    }

    private static void write(Path folder) throws IOException {
        List<Entry> cycle = oneReplication();
        TimeSource time = TimeSource.system();
        try (JournalStore store = FileJournalStore.in(folder)) {
            Journal.initialise(store, "bench", time, (Entry.Genesis) cycle.get(0));
            Journal journal = Journal.open(store, WaitingApplication.NAME, "bench", time);
            for (int n = 1; n < ENTRIES; n++) {
                int at = (n - 1) % (cycle.size() - 1);
                Entry entry = underRun(cycle.get(at + 1), "run-" + (n - 1) / (cycle.size() - 1));
                if (!journal.append(state -> Decision.append(entry)).isAppended()) {
                    throw new IllegalStateException("entry " + n + " was not appended");
                }
            }
        }
    }

    private static List<Entry> oneReplication() throws IOException {
        Path folder = Folders.fresh("attachments");
        try (DisasterRecovery dr =
                WaitingApplication.of(StepGraph.of(2, 2, 1, 1), new InMemoryJournalStore(), folder, 4)) {
            dr.initialise();
            dr.run(dr.plan(Goal.replicate()));
            return dr.history().stream().map(JournalRecord::entry).toList();
        } finally {
            Folders.delete(folder);
        }
    }

    private static Entry underRun(Entry entry, String run) {
        if (entry instanceof Entry.RunStarted e) {
            return new Entry.RunStarted(run, e.plan(), e.approval(), e.supersedes(), e.executor());
        }
        if (entry instanceof Entry.StepIntended e) {
            return new Entry.StepIntended(run, e.step(), e.attempt(), e.epoch(), e.deadline());
        }
        if (entry instanceof Entry.StepAnswered e) {
            return new Entry.StepAnswered(run, e.step(), e.attempt(), e.answer(), e.retryAt());
        }
        if (entry instanceof Entry.RunFinished e) {
            return new Entry.RunFinished(run, e.end(), e.text(), e.report());
        }
        if (entry instanceof Entry.Observed) {
            return entry;
        }
        throw new IllegalStateException("a replication was not expected to write " + entry);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            all.forEach(each -> {
                try {
                    Path into = to.resolve(from.relativize(each).toString());
                    if (Files.isDirectory(each)) {
                        Files.createDirectories(into);
                    } else {
                        Files.copy(each, into);
                    }
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            });
        }
    }
}
