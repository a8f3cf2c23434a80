package io.github.azuredr.datashare.story;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.DisasterRecoveryBuilder;
import io.github.azuredr.ProtectOption;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.journal.FileJournalStore;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.recovery.RecoveryObjectives;
import io.github.azuredr.recovery.ReplicationPolicy;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.testkit.azure.SimCall;
import io.github.azuredr.testkit.walk.ProtectedWorkload;
import io.github.azuredr.testkit.walk.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An application over a world, and what the tests ask of it. */
public final class Application {
    public final SharingWorld world;
    public final DisasterRecovery dr;

    public Application(SharingWorld world, Path folder) {
        this(world, folder, world.workloads());
    }

    public Application(SharingWorld world, Path folder, List<ProtectedWorkload> workloads) {
        this.world = world;
        DisasterRecoveryBuilder builder = DisasterRecovery.named("orders")
                .between(RegionPair.of("eastus2", "centralus"))
                .objectives(RecoveryObjectives.rpo(Duration.ofMinutes(30)).rto(Duration.ofHours(1)))
                .replicating(ReplicationPolicy.every(Duration.ofMinutes(15)))
                .journal(FileJournalStore.in(folder.resolve("journal")))
                .time(world.clock())
                .executor(Runnable::run)
                .instance("test");
        for (ProtectedWorkload one : workloads) {
            builder.protect(one.name(), one.contract(), one.options().toArray(ProtectOption[]::new));
        }
        dr = builder.build();
        dr.initialise();
    }

    public RunReport reaching(Goal goal) {
        RunReport report = Scenario.approved(dr, goal);
        if (!report.result().isReached()) {
            throw new AssertionError(report.text());
        }
        return report;
    }

    /** Every gap's id with its text. */
    public Map<String, String> gaps() {
        return dr.readiness().gaps().values().stream()
                .flatMap(List::stream)
                .collect(Collectors.toMap(Gap::id, Gap::text, (one, other) -> one + " " + other));
    }

    /** The writes to Data Share and to roles since a call, as verb and path. */
    public List<String> writes(long since) {
        return world.shares.azure.calls().since(since).effects().list().stream()
                .filter(call -> call.url().toString().contains("/providers/Microsoft."))
                .map(call -> call.method() + " " + call.url().getPath())
                .toList();
    }

    public long lastCall() {
        return world.shares.azure.calls().list().stream()
                .mapToLong(SimCall::number)
                .max()
                .orElse(0);
    }
}
