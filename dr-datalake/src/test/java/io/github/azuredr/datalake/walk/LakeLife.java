package io.github.azuredr.datalake.walk;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.DisasterRecoveryBuilder;
import io.github.azuredr.datalake.DataLakeRecovery;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.TransferRoom;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Concern;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.recovery.RecoveryObjectives;
import io.github.azuredr.recovery.ReplicationPolicy;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.testkit.journal.InMemoryAttachments;
import io.github.azuredr.testkit.time.ManualClock;
import java.nio.file.Path;
import java.time.Duration;

/** An application that protects one tree, as a process that just started builds it. */
final class LakeLife {
    private LakeLife() {}

    static DisasterRecoveryBuilder of(String instance, ManualClock clock, LakePort a, LakePort b) {
        return DisasterRecovery.named("orders")
                .between(RegionPair.of("eastus2", "centralus"))
                .objectives(RecoveryObjectives.rpo(Duration.ofMinutes(30)).rto(Duration.ofHours(1)))
                .replicating(ReplicationPolicy.every(Duration.ofMinutes(15)))
                .protect(
                        "lake",
                        DataLakeRecovery.of(
                                LakeWorld.TREE, a, b, TransferRoom.sequential(Path.of("target", "scratch"), clock)))
                .time(clock)
                .executor(Runnable::run)
                .instance(instance);
    }

    static DisasterRecoveryBuilder of(String instance, LakeWorld world) {
        return of(instance, world.clock(), world.port(Side.A), world.port(Side.B))
                .attachments(new InMemoryAttachments());
    }

    static RunReport run(DisasterRecovery dr, Goal goal) {
        Plan plan = dr.plan(goal);
        return dr.run(plan.approvedBy("ann")
                .because("INC-1")
                .acceptingLossUpTo(Duration.ofDays(1))
                .accepting(plan.body().concerns().stream()
                        .filter(concern -> concern.weight() == Concern.Weight.ACCEPT)
                        .map(Concern::id)
                        .toArray(String[]::new)));
    }
}
