package io.github.azuredr;

import io.github.azuredr.journal.DeferredStep;
import io.github.azuredr.journal.JournalState;
import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.run.NextActions;
import io.github.azuredr.run.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a status together from the journal's state alone. */
final class Standing {
    private final Settings settings;
    private final Opened opened;

    Standing(Settings settings, Opened opened) {
        this.settings = settings;
        this.opened = opened;
    }

    Status now() {
        JournalState state = opened.journal().refresh();
        return new Status(
                settings.application(),
                settings.time().now(),
                opened.journal().freshness().wall(),
                state.routing().epoch(),
                state.routing().active().map(settings.pair()::label),
                state.routing().lost().map(settings.pair()::label),
                state.runs().open().map(run -> new Run(opened.in(), run.id()).report()),
                newest(state),
                restorable(state),
                state.runs().deferred().stream().map(Standing::owed).toList(),
                state.runs().recent(),
                NextActions.of(state));
    }

    private Map<String, RecoveryPoint> newest(JournalState state) {
        Map<String, RecoveryPoint> points = new LinkedHashMap<>();
        Side source = state.routing().active().orElse(state.routing().before());
        for (String workload : settings.workloads().keySet()) {
            state.points().newestComplete(workload, source).ifPresent(point -> points.put(workload, point));
        }
        return points;
    }

    private Map<String, List<RecoveryPoint>> restorable(JournalState state) {
        Map<String, List<RecoveryPoint>> restorable = new LinkedHashMap<>();
        for (String workload : settings.workloads().keySet()) {
            List<RecoveryPoint> some = state.points().restorable(workload);
            if (!some.isEmpty()) {
                restorable.put(workload, some);
            }
        }
        return restorable;
    }

    private static String owed(DeferredStep step) {
        return step.key() + ": " + step.step().title();
    }
}
