package io.github.azuredr.benchmarks;

import io.github.azuredr.datalake.files.LakeReplication;
import io.github.azuredr.datalake.files.PassProgress;
import io.github.azuredr.datalake.files.PassRuntime;
import io.github.azuredr.datalake.files.PassSettings;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.Patience;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/** Replications as an application sets them up. */
final class Passes {
    private Passes() {}

    static LakeReplication between(LakePort source, LakePort target, Executor threads, int parallelism, Path scratch) {
        PassRuntime runtime = new PassRuntime(
                Clock.systemUTC(),
                threads,
                parallelism,
                Patience.ofDefaults(wait -> LockSupport.parkNanos(wait.toNanos())),
                PassProgress.NO_OP,
                scratch);
        return LakeReplication.of("bench", source, target, PassSettings.ofDefaults(), runtime);
    }
}
