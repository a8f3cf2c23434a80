package io.github.azuredr.contract;

import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.RecoveryObjectives;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.recovery.ReplicationPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one workload may plan from: the newest observations and what the journal knows. Nothing in here calls anything.
 *
 * @param application the application's name
 * @param workload the workload's name
 * @param pair the two regions
 * @param active the active side; while none is, the one that was active last, but empty for a forced goal
 * @param lost the side taken as lost, by the journal or by the goal being planned
 * @param epoch the current epoch
 * @param now when this was put together
 * @param objectives the application's objectives
 * @param replication how often passes are due
 * @param observations the newest look at each side, also at one that no longer answers
 * @param points recovery points of this workload, oldest first, the newest few
 * @param memo what earlier runs of this workload wanted found again
 * @param forced whether a forced goal is being planned
 * @param earlier the newest complete recovery points, by side, of each workload this one is protected after
 */
public record Situation(
        String application,
        String workload,
        RegionPair pair,
        Optional<Side> active,
        Optional<Side> lost,
        long epoch,
        Instant now,
        RecoveryObjectives objectives,
        ReplicationPolicy replication,
        Map<Side, Observation> observations,
        List<RecoveryPoint> points,
        Map<String, String> memo,
        boolean forced,
        Map<String, Map<Side, RecoveryPoint>> earlier) {
    /** Copies its collections. */
    public Situation {
        observations = Map.copyOf(observations);
        points = List.copyOf(points);
        memo = Map.copyOf(memo);
        earlier = Map.copyOf(earlier);
    }

    /** The workloads this one is protected after, by name. */
    public List<String> before() {
        return earlier.keySet().stream().sorted().toList();
    }

    /** The newest complete recovery point of a workload this one is protected after, of data that came from this side. */
    public Optional<RecoveryPoint> newestCompleteOf(String workload, Side from) {
        return Optional.ofNullable(earlier.getOrDefault(workload, Map.of()).get(from));
    }

    /** The newest look at a side. */
    public Optional<Observation> observation(Side side) {
        return Optional.ofNullable(observations.get(side));
    }

    /** The side that data flows from: the active one, the one that was active last, or for a forced goal the lost one. */
    public Side source() {
        return active.or(() -> lost).orElse(Side.A);
    }

    /** The newest complete recovery point of data that came from this side. */
    public Optional<RecoveryPoint> newestComplete(Side from) {
        return points.stream()
                .filter(p -> p.complete() && p.from() == from)
                .reduce((older, newer) -> newer.at().isBefore(older.at()) ? older : newer);
    }

    /** A remembered value. */
    public Optional<String> remembered(String name) {
        return Optional.ofNullable(memo.get(name));
    }

    /** A side as people read it: {@code centralus (B)}. */
    public String label(Side side) {
        return pair.label(side);
    }
}
