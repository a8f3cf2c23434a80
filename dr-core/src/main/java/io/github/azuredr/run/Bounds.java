package io.github.azuredr.run;

import io.github.azuredr.journal.JournalState;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.WorkloadLine;
import io.github.azuredr.recovery.LossBound;
import io.github.azuredr.recovery.RecoveryPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a forced failover may lose, by the journal alone. */
public final class Bounds {
    private Bounds() {}

    /** One bound for each workload that ever had, or must have, a recovery point. */
    public static List<LossBound> of(JournalState state, Side lost, Instant now) {
        // While nobody is active, what was written last is on the side that was active last.
        boolean holdsTheNewest = state.routing().active().orElse(state.routing().before()) == lost;
        return state.genesis().workloads().stream()
                .map(WorkloadLine::name)
                .filter(w -> !state.points().of(w).isEmpty() || replicates(state, w))
                .map(w -> new LossBound(
                        w,
                        now,
                        holdsTheNewest
                                ? state.points().newestComplete(w, lost).map(RecoveryPoint::at)
                                : Optional.of(now)))
                .toList();
    }

    /** A workload says by a memo that it has no data of its own, such as a pure routing or DNS workload. */
    private static boolean replicates(JournalState state, String workload) {
        return !"none"
                .equals(state.points().memos().getOrDefault(workload, Map.of()).get("data"));
    }

    static String above(LossBound bound, Optional<Duration> ceiling) {
        return bound.workload() + " may lose "
                + bound.age().map(a -> "up to " + a).orElse("everything (no complete recovery point)")
                + ", more than the approved "
                + ceiling.map(String::valueOf).orElse("nothing")
                + "; accept it or cancel";
    }
}
