package io.github.azuredr;

import io.github.azuredr.journal.RunSummary;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.run.NextAction;
import io.github.azuredr.run.RunReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How an application stands, by its journal alone.
 *
 * @param application whose
 * @param at when this was put together
 * @param journalReadAt when the journal was last read to its end
 * @param epoch the current epoch
 * @param active the active side, as people read it; empty while none is
 * @param lost the side taken as lost, as people read it
 * @param run the run in progress
 * @param points the newest complete recovery point of each workload's data from the active side
 * @param restorable the newest few complete points of each workload that {@link io.github.azuredr.plan.Goal#restoreTo} takes
 *     by their reference, newest first; the workload may know older ones
 * @param deferred steps put off by forced runs
 * @param recent the newest few runs that are over, newest last
 * @param next what may be done now
 */
public record Status(
        String application,
        Instant at,
        Instant journalReadAt,
        long epoch,
        Optional<String> active,
        Optional<String> lost,
        Optional<RunReport> run,
        Map<String, RecoveryPoint> points,
        Map<String, List<RecoveryPoint>> restorable,
        List<String> deferred,
        List<RunSummary> recent,
        List<NextAction> next) {
    private static final int SHOWN = 3;

    /** Copies its collections. */
    public Status {
        points = Collections.unmodifiableMap(new LinkedHashMap<>(points));
        restorable = Collections.unmodifiableMap(new LinkedHashMap<>(restorable));
        deferred = List.copyOf(deferred);
        recent = List.copyOf(recent);
        next = List.copyOf(next);
    }

    /** The page a person reads. */
    public String text() {
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "STATUS  %s at %s, epoch %d, journal read %s ago%n        active: %s%s%n",
                application,
                at,
                epoch,
                Duration.between(journalReadAt, at),
                active.orElse("NO SIDE"),
                lost.map(l -> "; taken as lost: " + l).orElse("")));
        run.ifPresent(r -> out.append("        run ")
                .append(r.run().orElse("?"))
                .append(": ")
                .append(r.goal())
                .append(", ")
                .append(r.reason())
                .append('\n'));
        points.forEach((workload, point) -> out.append(String.format(
                Locale.ROOT, "        %-16s %s, %s old%n", workload, point.at(), Duration.between(point.at(), at))));
        restorable.forEach((workload, some) -> out.append(String.format(
                Locale.ROOT,
                "        %-16s can go back to %s%s%n",
                workload,
                some.stream()
                        .limit(SHOWN)
                        .map(p -> p.reference().orElse("?") + " (" + p.at() + ")")
                        .collect(Collectors.joining(", ")),
                some.size() > SHOWN ? " and " + (some.size() - SHOWN) + " older" : "")));
        deferred.forEach(d -> out.append("        owed: ").append(d).append('\n'));
        next.forEach(n -> out.append("        next: ").append(n.text()).append('\n'));
        return out.toString();
    }
}
