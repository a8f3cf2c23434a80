package io.github.azuredr.datalake.files;

import io.github.azuredr.datalake.store.Patience;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What a pass runs on; all of it is given.
 *
 * @param clock for the report's times and for when batches are due; it decides nothing else
 * @param executor where files are transferred; one that runs tasks on the caller gives a strictly sequential pass
 * @param parallelism how many files are in transfer at most
 * @param patience how a call is repeated, and the only way to wait
 * @param progress told now and then
 * @param scratch where sorts spill; nothing there is needed to resume
 */
public record PassRuntime(
        Clock clock, Executor executor, int parallelism, Patience patience, PassProgress progress, Path scratch) {
    /** Checks the parts. */
    public PassRuntime {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism: at least 1, was " + parallelism);
        }
    }
}
