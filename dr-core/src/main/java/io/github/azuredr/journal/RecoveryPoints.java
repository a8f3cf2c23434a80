package io.github.azuredr.journal;

import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.LossLedger;
import io.github.azuredr.recovery.Memo;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.step.Evidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What each workload can be brought back to, and what it remembered.
 *
 * @param points by workload, oldest first; the newest {@value #KEPT}
 * @param complete the newest complete point by workload and source side
 * @param memos remembered facts by workload
 * @param ledgers the newest loss ledger by workload
 */
public record RecoveryPoints(
        Map<String, List<RecoveryPoint>> points,
        Map<String, Map<Side, RecoveryPoint>> complete,
        Map<String, Map<String, String>> memos,
        Map<String, LossLedger> ledgers) {
    static final int KEPT = 20;

    /** Copies its maps. */
    public RecoveryPoints {
        points = Collections.unmodifiableMap(new LinkedHashMap<>(points));
        complete = Collections.unmodifiableMap(new LinkedHashMap<>(complete));
        memos = Collections.unmodifiableMap(new LinkedHashMap<>(memos));
        ledgers = Collections.unmodifiableMap(new LinkedHashMap<>(ledgers));
    }

    static RecoveryPoints none() {
        return new RecoveryPoints(Map.of(), Map.of(), Map.of(), Map.of());
    }

    /** The newest complete point of data that came from this side. */
    public Optional<RecoveryPoint> newestComplete(String workload, Side from) {
        return Optional.ofNullable(complete.getOrDefault(workload, Map.of()).get(from));
    }

    /** The points of a workload, oldest first. */
    public List<RecoveryPoint> of(String workload) {
        return points.getOrDefault(workload, List.of());
    }

    /** The complete points of a workload that have a reference, newest first; of several with the same one the newest. */
    public List<RecoveryPoint> restorable(String workload) {
        Map<String, RecoveryPoint> byReference = new LinkedHashMap<>();
        List<RecoveryPoint> newestFirst = new ArrayList<>(of(workload));
        Collections.reverse(newestFirst);
        newestFirst.stream().filter(RecoveryPoint::complete).forEach(p -> p.reference()
                .ifPresent(reference -> byReference.putIfAbsent(reference, p)));
        return List.copyOf(byReference.values());
    }

    /** The newest moment any point of this workload from this side reaches. */
    public Optional<Instant> newest(String workload, Side from) {
        return of(workload).stream()
                .filter(p -> p.from() == from)
                .map(RecoveryPoint::at)
                .max(Instant::compareTo);
    }

    RecoveryPoints after(String workload, List<Evidence> evidence) {
        RecoveryPoints next = this;
        for (Evidence one : evidence) {
            next = next.after(workload, one);
        }
        return next;
    }

    private RecoveryPoints after(String workload, Evidence one) {
        if (one instanceof RecoveryPoint point) {
            List<RecoveryPoint> some = new ArrayList<>(of(workload));
            some.add(point);
            Map<String, List<RecoveryPoint>> more = new LinkedHashMap<>(points);
            more.put(workload, List.copyOf(some.subList(Math.max(0, some.size() - KEPT), some.size())));
            return new RecoveryPoints(more, point.complete() ? newer(workload, point) : complete, memos, ledgers);
        }
        if (one instanceof Memo memo) {
            Map<String, String> facts = new TreeMap<>(memos.getOrDefault(workload, Map.of()));
            facts.putAll(memo.facts());
            Map<String, Map<String, String>> more = new LinkedHashMap<>(memos);
            more.put(workload, Collections.unmodifiableMap(facts));
            return new RecoveryPoints(points, complete, more, ledgers);
        }
        if (one instanceof LossLedger ledger) {
            Map<String, LossLedger> more = new LinkedHashMap<>(ledgers);
            more.put(workload, ledger);
            return new RecoveryPoints(points, complete, memos, more);
        }
        return this;
    }

    private Map<String, Map<Side, RecoveryPoint>> newer(String workload, RecoveryPoint point) {
        Map<Side, RecoveryPoint> bySide = new LinkedHashMap<>(complete.getOrDefault(workload, Map.of()));
        bySide.merge(point.from(), point, (a, b) -> b.at().isBefore(a.at()) ? a : b);
        Map<String, Map<Side, RecoveryPoint>> more = new LinkedHashMap<>(complete);
        more.put(workload, Collections.unmodifiableMap(bySide));
        return more;
    }
}
