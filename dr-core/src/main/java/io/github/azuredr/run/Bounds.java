package io.github.azuredr.run;

import io.github.azuredr.journal.JournalState;
import io.github.azuredr.journal.OpenRun;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.WorkloadLine;
import io.github.azuredr.recovery.LossBound;
import io.github.azuredr.recovery.RecoveryPoint;
import java.time.Instant;
import java.util.List;

/** What a forced failover may lose, by the journal alone. */
public final class Bounds {
    private Bounds() {}

    /** One bound for each workload that ever had, or must have, a recovery point. */
    public static List<LossBound> of(JournalState state, Side lost, Instant now) {
        return state.genesis().workloads().stream()
                .map(WorkloadLine::name)
                .filter(w -> !state.points().of(w).isEmpty() || replicates(state, w))
                .map(w -> new LossBound(
                        w, now, state.points().newestComplete(w, lost).map(RecoveryPoint::at)))
                .toList();
    }

    /** A workload says by a memo that it has no data of its own, such as a pure routing or DNS workload. */
    private static boolean replicates(JournalState state, String workload) {
        return !"none"
                .equals(state.points()
                        .memos()
                        .getOrDefault(workload, java.util.Map.of())
                        .get("data"));
    }

    static String above(LossBound bound, OpenRun run) {
        return bound.workload() + " may lose "
                + bound.age().map(a -> "up to " + a).orElse("everything (no complete recovery point)")
                + ", more than the approved "
                + run.lossCeiling().map(String::valueOf).orElse("nothing")
                + "; accept it or cancel";
    }
}
