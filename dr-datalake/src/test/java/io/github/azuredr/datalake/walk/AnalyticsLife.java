package io.github.azuredr.datalake.walk;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.DisasterRecoveryBuilder;
import io.github.azuredr.datalake.catalog.Logins;
import io.github.azuredr.journal.FileJournalStore;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.recovery.RecoveryObjectives;
import io.github.azuredr.recovery.ReplicationPolicy;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.testkit.walk.ProtectedWorkload;
import java.nio.file.Path;
import java.time.Duration;

/** An application that protects a lake with its analytics accounts. */
final class AnalyticsLife {
    private AnalyticsLife() {}

    static DisasterRecoveryBuilder of(AnalyticsWorld world, Path folder) {
        return of(world, folder, Logins.none());
    }

    static DisasterRecoveryBuilder of(AnalyticsWorld world, Path folder, Logins logins) {
        ProtectedWorkload workload = world.workload(logins);
        return DisasterRecovery.named("orders")
                .between(world.pair())
                .objectives(RecoveryObjectives.rpo(Duration.ofMinutes(30)).rto(Duration.ofHours(1)))
                .replicating(ReplicationPolicy.every(Duration.ofMinutes(15)))
                .protect(workload.name(), workload.contract())
                .journal(FileJournalStore.in(folder.resolve("journal")))
                .time(world.clock())
                .executor(Runnable::run)
                .instance("test");
    }

    static RunReport run(DisasterRecovery dr, Goal goal) {
        return LakeLife.run(dr, goal);
    }
}
