package io.github.azuredr.datalake.store;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * Where a side's transfers run; chosen by the application, not by a plan.
 *
 * @param executor given by the application; one that runs tasks on the caller gives a strictly sequential pass
 * @param parallelism how many files are in transfer at most
 * @param scratch where sorts spill; nothing there is needed to resume
 * @param clock for reports and for when batches are due; it decides nothing else
 */
public record TransferRoom(Executor executor, int parallelism, Path scratch, Clock clock) {
    /** Checks the parts. */
    public TransferRoom {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism: at least 1, was " + parallelism);
        }
    }

    /** One file after the other on the caller's thread. */
    public static TransferRoom sequential(Path scratch, Clock clock) {
        return new TransferRoom(Runnable::run, 1, scratch, clock);
    }
}
