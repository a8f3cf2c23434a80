package io.github.azuredr;

import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.journal.Decision;
import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.Journal;
import io.github.azuredr.journal.JournalException;
import io.github.azuredr.pair.Side;
import java.util.List;
import java.util.UUID;

/** Writes a journal's first entry, and compares it with what the builder says ever after. */
final class Birth {
    private final Settings settings;

    Birth(Settings settings) {
        this.settings = settings;
    }

    /** Writes the first entry, or a changed set of workloads; tells whether anything was written. */
    boolean initialise() {
        Entry.Genesis genesis = new Entry.Genesis(
                UUID.randomUUID().toString(),
                settings.application(),
                settings.pair().region(Side.A),
                settings.pair().region(Side.B),
                settings.lines(),
                Side.A);
        if (!Journal.exists(settings.store(), settings.application())
                && Journal.initialise(settings.store(), settings.instance(), settings.time(), genesis)) {
            return true;
        }
        Journal journal = openJournal();
        if (!journal.state().genesis().a().equals(genesis.a())
                || !journal.state().genesis().b().equals(genesis.b())) {
            throw disagrees(settings.disagreements(journal.state().genesis()));
        }
        return recordWorkloads(journal, genesis);
    }

    private boolean recordWorkloads(Journal journal, Entry.Genesis genesis) {
        Journal.Appended appended = journal.append(state -> {
            if (state.genesis().workloads().equals(genesis.workloads())) {
                return Decision.stop("unchanged", "the workloads are the same");
            }
            return state.runs().open().isPresent()
                    ? Decision.stop("run-open", "a run is open; end it before the workloads change")
                    : Decision.append(new Entry.WorkloadsChanged(genesis.workloads()));
        });
        if (appended.stopped().filter(s -> s.rule().equals("run-open")).isPresent()) {
            throw new RecoveryException(
                    settings.application() + ", initialise: the workloads changed while a run is open.",
                    "End the run with the version that started it.");
        }
        return appended.isAppended();
    }

    /** The journal, when it agrees with the builder. */
    Journal agreedJournal() {
        Journal journal = openJournal();
        List<String> disagreements = settings.disagreements(journal.state().genesis());
        if (!disagreements.isEmpty()) {
            throw disagrees(disagreements);
        }
        return journal;
    }

    private Journal openJournal() {
        return Journal.open(settings.store(), settings.application(), settings.instance(), settings.time());
    }

    private JournalException disagrees(List<String> disagreements) {
        return new JournalException(
                settings.application() + ": the journal's first entry disagrees with the builder; "
                        + String.join("; ", disagreements) + ".",
                "Regions are fixed for life, so correct the builder; a changed set of workloads is recorded by initialise().");
    }
}
