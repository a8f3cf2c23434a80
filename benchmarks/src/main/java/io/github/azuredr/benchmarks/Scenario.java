package io.github.azuredr.benchmarks;

import java.util.List;
import java.util.Optional;

/** One comparison, or several that share their set-up. */
interface Scenario {
    /** The name it is selected by. */
    String name();

    /** Why it cannot run on this machine; empty when it can. */
    default Optional<String> missing() {
        return Optional.empty();
    }

    /** Runs both sides alternately and answers one line per comparison. */
    List<Line> run() throws Exception;
}
