package io.github.azuredr.toy;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.DisasterRecoveryBuilder;
import io.github.azuredr.ProtectOption;
import io.github.azuredr.journal.Journal;
import io.github.azuredr.journal.JournalState;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.recovery.RecoveryObjectives;
import io.github.azuredr.recovery.ReplicationPolicy;
import io.github.azuredr.run.DrEvent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** One application with scripted workloads on a journal in memory; several instances of it may be built. */
public final class StagedApplication {
    public final TestTime time;
    public final MemoryStore store;
    public final List<DrEvent> events = new CopyOnWriteArrayList<>();
    private final Map<String, Staged> workloads = new LinkedHashMap<>();
    private final Map<String, ProtectOption[]> options = new LinkedHashMap<>();

    public StagedApplication() {
        this.time = new TestTime();
        this.store = new MemoryStore();
    }

    /** A later version of the same application, with the same journal and workloads of its own. */
    public StagedApplication(StagedApplication earlier) {
        this.time = earlier.time;
        this.store = earlier.store;
    }

    public Staged protect(String name, ProtectOption... how) {
        Staged staged = new Staged(time);
        workloads.put(name, staged);
        options.put(name, how);
        return staged;
    }

    public DisasterRecoveryBuilder builder(String instance) {
        DisasterRecoveryBuilder builder = DisasterRecovery.named("staged")
                .between(RegionPair.of("eastus2", "centralus"))
                .objectives(RecoveryObjectives.rpo(Duration.ofMinutes(30)).rto(Duration.ofHours(1)))
                .replicating(ReplicationPolicy.every(Duration.ofMinutes(15)))
                .journal(store)
                .time(time)
                .executor(Runnable::run)
                .random(new Random(7))
                .listener(events::add)
                .instance(instance);
        workloads.forEach((name, staged) -> builder.protect(name, staged, options.get(name)));
        return builder;
    }

    public DisasterRecovery born() {
        DisasterRecovery dr = builder("one").build();
        dr.initialise();
        return dr;
    }

    /** What the journal says, read by nobody in particular. */
    public JournalState state() {
        return Journal.verify(store, "staged");
    }

    public <E> List<E> eventsOf(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
