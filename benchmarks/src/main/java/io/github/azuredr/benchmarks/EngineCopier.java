package io.github.azuredr.benchmarks;

import io.github.azuredr.datalake.azure.BlobLake;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executor;

/** The library. */
final class EngineCopier implements Copier {
    private final Executor threads;
    private final int parallelism;

    EngineCopier(Executor threads, int parallelism) {
        this.threads = threads;
        this.parallelism = parallelism;
    }

    @Override
    public void sync(Azurite from, Azurite to, String container) throws Exception {
        Path scratch = Folders.fresh("copy");
        try {
            Clock clock = Clock.systemUTC();
            Passes.between(
                            BlobLake.of(from.container(container), clock),
                            BlobLake.of(to.container(container), clock),
                            threads,
                            parallelism,
                            scratch)
                    .run(1)
                    .orThrow();
        } finally {
            Folders.delete(scratch);
        }
    }
}
