package io.github.azuredr.toy;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.DisasterRecoveryBuilder;
import io.github.azuredr.journal.FileJournalStore;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.recovery.RecoveryObjectives;
import io.github.azuredr.recovery.ReplicationPolicy;
import io.github.azuredr.run.DrEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One application with one toy workload, deterministic: attempts run on the caller's thread, time is virtual. */
public final class ToyApplication {
    public final TestTime time = new TestTime();
    public final ToyContract toy = new ToyContract(time);
    public final List<DrEvent> events = new ArrayList<>();
    private final Path folder;

    public ToyApplication(Path folder) {
        this.folder = folder;
    }

    public DisasterRecoveryBuilder builder() {
        return DisasterRecovery.named("toys")
                .between(RegionPair.of("eastus2", "centralus"))
                .objectives(RecoveryObjectives.rpo(Duration.ofMinutes(30)).rto(Duration.ofHours(1)))
                .replicating(ReplicationPolicy.every(Duration.ofMinutes(15)))
                .protect("toy", toy)
                .journal(FileJournalStore.in(folder))
                .time(time)
                .executor(Runnable::run)
                .random(new Random(7))
                .listener(events::add)
                .instance("test");
    }

    public DisasterRecovery born() {
        DisasterRecovery dr = builder().build();
        dr.initialise();
        return dr;
    }
}
