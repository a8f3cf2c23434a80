package io.github.azuredr.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What stays in the fold of a run that is over.
 *
 * @param id the run
 * @param goal what it was for, as people say it
 * @param end how it ended
 * @param startedAt when it began
 * @param endedAt when it ended
 * @param debts effects it left behind, in sentences
 * @param report the report's attachment hash
 */
public record RunSummary(
        String id,
        String goal,
        RunEnd end,
        Instant startedAt,
        Instant endedAt,
        List<String> debts,
        Optional<String> report) {
    /** Copies its list. */
    public RunSummary {
        debts = List.copyOf(debts);
    }
}
