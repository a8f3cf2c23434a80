package io.github.azuredr.benchmarks;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.DisasterRecoveryBuilder;
import io.github.azuredr.journal.Attachments;
import io.github.azuredr.journal.JournalStore;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.recovery.RecoveryObjectives;
import io.github.azuredr.recovery.ReplicationPolicy;
import io.github.azuredr.run.Limits;
import io.github.azuredr.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;

/** An application whose only workload waits. */
final class WaitingApplication {
    static final String NAME = "bench";

    private WaitingApplication() {}

    static DisasterRecovery of(StepGraph graph, JournalStore journal, Path attachments, int parallel) {
        TimeSource time = TimeSource.system();
        DisasterRecoveryBuilder builder = DisasterRecovery.named(NAME)
                .between(RegionPair.of("eastus2", "centralus"))
                .objectives(RecoveryObjectives.rpo(Duration.ofMinutes(30)).rto(Duration.ofHours(1)))
                .replicating(ReplicationPolicy.every(Duration.ofMinutes(15)))
                .protect("work", new WaitingContract(graph, time))
                .journal(journal)
                .attachments(Attachments.inFolder(attachments))
                .limits(Limits.ofDefaults().withParallel(parallel))
                .time(time)
                .instance("bench");
        return builder.build();
    }
}
