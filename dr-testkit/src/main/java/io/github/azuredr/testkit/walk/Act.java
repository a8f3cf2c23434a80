package io.github.azuredr.testkit.walk;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.journal.JournalState;
import io.github.azuredr.run.RunReport;
import java.util.Optional;
import java.util.function.Predicate;

/** One line of a scenario's script. */
record Act<W extends World>(String name, Kind kind, Deed<W> deed, Predicate<JournalState> done) {
    enum Kind {
        /** Starts one run; after a crash the run is adopted, or the act repeated when there is none. */
        RUN,
        /** Starts no run; after a crash it is repeated. */
        CALL,
        /** Happens to the world, without the library; nothing of ours can be killed in it. */
        EVENT
    }

    /** What is done. */
    interface Deed<W> {
        Optional<RunReport> in(W world, DisasterRecovery dr);
    }
}
