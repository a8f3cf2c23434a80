package io.github.azuredr.plan;

import io.github.azuredr.pair.Region;
import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.LossBound;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The content of a plan, as stored.
 *
 * @param application whose
 * @param journal the journal's id, so that a plan cannot be run on another application's journal
 * @param goal where to end up
 * @param regionA side A's region
 * @param regionB side B's region
 * @param epoch the epoch it was planned in
 * @param at when it was planned
 * @param active the active side then
 * @param target the side that will be active or is worked on
 * @param lost the side taken as lost
 * @param rto the recovery time objective it will be measured against
 * @param rpo the recovery point objective
 * @param workloads in the order they were protected
 * @param steps in the order they were drafted
 * @param bounds what could be lost if it ran now
 * @param concerns what to weigh
 * @param instructions what people must do by hand, each a sentence or a text to paste
 */
public record PlanBody(
        String application,
        String journal,
        Goal goal,
        Region regionA,
        Region regionB,
        long epoch,
        Instant at,
        Optional<Side> active,
        Optional<Side> target,
        Optional<Side> lost,
        Duration rto,
        Duration rpo,
        List<WorkloadLine> workloads,
        List<PlannedStep> steps,
        List<LossBound> bounds,
        List<Concern> concerns,
        List<String> instructions) {

    /** Copies its lists and refuses duplicate ids, unknown predecessors, phases out of order and cycles. */
    public PlanBody {
        workloads = List.copyOf(workloads);
        steps = List.copyOf(steps);
        bounds = List.copyOf(bounds);
        concerns = List.copyOf(concerns);
        instructions = List.copyOf(instructions);
        Map<String, PlannedStep> byId = new HashMap<>();
        for (PlannedStep step : steps) {
            if (byId.put(step.id(), step) != null) {
                throw new PlanException("plan of " + application + ": duplicate step id '" + step.id() + "'");
            }
        }
        for (PlannedStep step : steps) {
            for (String before : step.after()) {
                PlannedStep other = byId.get(before);
                if (other == null) {
                    throw new PlanException(
                            "step " + step.id() + ": comes after '" + before + "', which is not in the plan");
                }
                if (step.phase() == Phase.UNDO && other.phase() != Phase.QUIESCE && other.phase() != Phase.CATCH_UP) {
                    throw new PlanException("step " + step.id() + ": cannot undo " + before + " in " + other.phase()
                            + "; only QUIESCE and CATCH_UP are before the point of no return");
                }
                if (other.phase().compareTo(step.phase()) > 0) {
                    throw new PlanException("step " + step.id() + " in " + step.phase() + ": cannot come after "
                            + before + " in the later phase " + other.phase());
                }
            }
        }
        refuseCycles(application, steps, byId);
    }

    private static void refuseCycles(String application, List<PlannedStep> steps, Map<String, PlannedStep> byId) {
        Set<String> settled = new HashSet<>();
        for (PlannedStep step : steps) {
            visit(application, step, byId, settled, new LinkedHashSet<>());
        }
    }

    private static void visit(
            String application,
            PlannedStep step,
            Map<String, PlannedStep> byId,
            Set<String> settled,
            Set<String> path) {
        if (settled.contains(step.id())) {
            return;
        }
        if (!path.add(step.id())) {
            throw new PlanException(
                    "plan of " + application + ": cycle " + String.join(" -> ", path) + " -> " + step.id());
        }
        for (String before : step.after()) {
            PlannedStep other = byId.get(before);
            if (other != null) {
                visit(application, other, byId, settled, path);
            }
        }
        path.remove(step.id());
        settled.add(step.id());
    }

    /** Whether this workload must succeed. */
    public boolean must(String workload) {
        return workloads.stream().filter(w -> w.name().equals(workload)).allMatch(WorkloadLine::must);
    }

    /** The region of a side. */
    public Region region(Side side) {
        return side == Side.A ? regionA : regionB;
    }

    /** A side as people read it: {@code centralus (B)}. */
    public String label(Side side) {
        return region(side).name() + " (" + side + ")";
    }
}
