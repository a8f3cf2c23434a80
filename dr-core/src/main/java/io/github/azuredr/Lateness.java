package io.github.azuredr;

import io.github.azuredr.contract.Gap;
import io.github.azuredr.journal.JournalState;
import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.recovery.ReplicationPolicy;
import io.github.azuredr.run.DrEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which workloads' newest recovery point is older than the cadence allows; pure. */
final class Lateness {
    private Lateness() {}

    /** One event per late workload that has replicated before. */
    static List<DrEvent.ReplicationLate> of(JournalState state, ReplicationPolicy policy, Instant now) {
        List<DrEvent.ReplicationLate> late = new ArrayList<>();
        Optional<Side> active = state.routing().active();
        if (active.isEmpty()
                || state.routing().lost().isPresent()
                || state.routing().diverged().isPresent()) {
            return late; // there is nowhere to replicate to, which is its own gap
        }
        state.points().points().keySet().forEach(workload -> {
            // After a planned failover the last point still came from the other side: both were equal then.
            Optional<Instant> newest = state.points()
                    .newestComplete(workload, active.get())
                    .or(() ->
                            state.points().newestComplete(workload, active.get().other()))
                    .map(RecoveryPoint::at);
            Instant since =
                    newest.orElseGet(() -> state.points().of(workload).get(0).at());
            Duration age = Duration.between(since, now);
            double cadences = (double) age.toMillis() / policy.every().toMillis();
            if (cadences > policy.warnBeyond()) {
                late.add(new DrEvent.ReplicationLate(
                        workload, newest, age, policy.every(), cadences > policy.criticalBeyond()));
            }
        });
        return late;
    }

    static Gap gap(DrEvent.ReplicationLate late) {
        String text = late.newest()
                .map(at -> "newest complete recovery point is " + at + ", " + late.age() + " old; a pass is due every "
                        + late.every())
                .orElse("there is no complete recovery point");
        String next = "Look at the last replication run; start() keeps the schedule while the process lives.";
        return late.critical()
                ? Gap.critical("replication-late", text, next)
                : Gap.warning("replication-late", text, next);
    }
}
