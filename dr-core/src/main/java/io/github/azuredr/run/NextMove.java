package io.github.azuredr.run;

import io.github.azuredr.journal.OpenRun;
import io.github.azuredr.journal.RunEnd;
import io.github.azuredr.journal.StepProgress;
import io.github.azuredr.journal.StepProgress.Status;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.plan.PlannedStep;
import io.github.azuredr.plan.WorkloadLine;
import io.github.azuredr.step.EffectKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an executor should do next with a run; a pure function of the journal's state and the time. */
public sealed interface NextMove {

    /**
     * Begin these now.
     *
     * @param execute steps to execute
     * @param observe steps in doubt to look at
     */
    record Begin(List<PlannedStep> execute, List<PlannedStep> observe) implements NextMove {}

    /** Write that no side is active. */
    record Fence() implements NextMove {}

    /** Write that the target is active. */
    record Route() implements NextMove {}

    /** Write that the old side is active again after a cancellation. */
    record GiveBack() implements NextMove {}

    /**
     * Leave these undone: their workload only should take part.
     *
     * @param steps which
     * @param because why
     */
    record GiveUp(List<PlannedStep> steps, String because) implements NextMove {}

    /** Wait for an attempt under way. */
    record Await() implements NextMove {}

    /**
     * Wait for a moment.
     *
     * @param until which
     */
    record WaitUntil(Instant until) implements NextMove {}

    /**
     * Wait for a person.
     *
     * @param cause a stable word
     * @param text the sentence
     */
    record Pause(String cause, String text) implements NextMove {}

    /** It waits for a person already. */
    record Paused() implements NextMove {}

    /**
     * End it.
     *
     * @param end how
     */
    record Finish(RunEnd end) implements NextMove {}

    /**
     * Decides.
     *
     * @param run the run
     * @param now the time
     * @param underWay ids of steps this executor has an attempt or a look under way for
     * @param free how many more it may begin
     */
    static NextMove of(OpenRun run, Instant now, Set<String> underWay, int free) {
        return of(run, now, underWay, free, Duration.ZERO);
    }

    /**
     * Decides, also waiting after the fence.
     *
     * @param run the run
     * @param now the time
     * @param underWay ids of steps this executor has an attempt or a look under way for
     * @param free how many more it may begin
     * @param fenceWait how long after the fence other processes may still write to the old side
     */
    static NextMove of(OpenRun run, Instant now, Set<String> underWay, int free, Duration fenceWait) {
        if (run.paused().isPresent()) {
            return underWay.isEmpty() ? new Paused() : new Await();
        }
        if (run.cancelled().isPresent()) {
            if (!underWay.isEmpty()) {
                return new Await();
            }
            return Undoing.of(run, now)
                    .orElseGet(() ->
                            run.fencedEpoch().isPresent() && run.routedEpoch().isEmpty()
                                    ? new GiveBack()
                                    : new Finish(RunEnd.CANCELLED));
        }
        Map<Phase, List<PlannedStep>> byPhase = new HashMap<>();
        for (PlannedStep step : run.plan().steps()) {
            byPhase.computeIfAbsent(step.phase(), p -> new ArrayList<>()).add(step);
        }
        for (Phase phase : Phase.values()) {
            Optional<NextMove> wait = afterFence(run, phase, now, underWay, fenceWait);
            if (wait.isPresent()) {
                return wait.get();
            }
            if (phase == Phase.UNDO) {
                continue;
            }
            if (phase == Phase.FENCE
                    && run.movesTheActiveSide()
                    && run.fencedEpoch().isEmpty()) {
                return new Fence();
            }
            if (phase == Phase.ROUTE
                    && run.movesTheActiveSide()
                    && run.routedEpoch().isEmpty()) {
                return new Route();
            }
            Optional<NextMove> move = inPhase(run, byPhase.getOrDefault(phase, List.of()), now, underWay, free);
            if (move.isPresent()) {
                return move.get();
            }
        }
        boolean exceptions = run.steps().values().stream()
                .anyMatch(p -> p.status() == Status.GIVEN_UP || p.status() == Status.SKIPPED);
        return new Finish(exceptions ? RunEnd.COMPLETED_WITH_EXCEPTIONS : RunEnd.COMPLETED);
    }

    /**
     * Processes learn of the fence late, or not at all while they cannot read the journal. A planned failover copies
     * only when none of them can write any more; a forced one, which copies nothing, waits before anybody is served.
     */
    private static Optional<NextMove> afterFence(
            OpenRun run, Phase phase, Instant now, Set<String> underWay, Duration fenceWait) {
        Phase waiting = run.forced() ? Phase.ROUTE : Phase.CATCH_UP;
        if (phase != waiting || run.routedEpoch().isPresent()) {
            return Optional.empty();
        }
        return run.fencedAt()
                .map(at -> at.plus(fenceWait))
                .filter(now::isBefore)
                .map(until -> underWay.isEmpty() ? new WaitUntil(until) : new Await());
    }

    private static Optional<NextMove> inPhase(
            OpenRun run, List<PlannedStep> steps, Instant now, Set<String> underWay, int free) {
        List<PlannedStep> execute = new ArrayList<>();
        List<PlannedStep> observe = new ArrayList<>();
        List<PlannedStep> stuck = new ArrayList<>();
        Optional<Instant> earliest = Optional.empty();
        boolean unsettled = false;
        Map<String, Boolean> settledWorkloads = settledWorkloads(run, steps);
        for (PlannedStep step : steps) {
            StepProgress progress = run.progress(step.id());
            if (progress.status().isSettled()) {
                continue;
            }
            unsettled = true;
            if (underWay.contains(step.id()) || !predecessorsSettled(run, step, settledWorkloads)) {
                continue;
            }
            if (progress.status().needsPerson()) {
                stuck.add(step);
                continue;
            }
            Optional<Instant> from = progress.notBefore().filter(t -> t.isAfter(now));
            if (from.isPresent()) {
                earliest = earliest.filter(t -> t.isBefore(from.get())).or(() -> from);
            } else if (mustLookFirst(step, progress)) {
                observe.add(step);
            } else {
                execute.add(step);
            }
        }
        if (!unsettled) {
            return Optional.empty();
        }
        for (PlannedStep step : stuck) {
            if (!run.plan().must(step.workload())
                    && underWay.stream().noneMatch(id -> ofWorkload(id, step.workload()))) {
                return Optional.of(giveUp(run, step));
            }
        }
        if (free > 0 && (!execute.isEmpty() || !observe.isEmpty())) {
            List<PlannedStep> looks = observe.subList(0, Math.min(free, observe.size()));
            int left = free - looks.size();
            return Optional.of(new Begin(execute.subList(0, Math.min(left, execute.size())), looks));
        }
        if (!underWay.isEmpty()) {
            return Optional.of(new Await());
        }
        if (earliest.isPresent()) {
            return Optional.of(new WaitUntil(earliest.get()));
        }
        return Optional.of(pause(run, stuck));
    }

    static boolean mustLookFirst(PlannedStep step, StepProgress progress) {
        // An intent without an answer is in doubt for whoever finds it; a read may simply be repeated.
        return (progress.status() == Status.IN_DOUBT || progress.status() == Status.INTENDED)
                && step.effect() != EffectKind.READS;
    }

    private static boolean ofWorkload(String stepId, String workload) {
        return stepId.startsWith(workload + "/");
    }

    private static Map<String, Boolean> settledWorkloads(OpenRun run, List<PlannedStep> steps) {
        Map<String, Boolean> settled = new HashMap<>();
        for (PlannedStep step : steps) {
            settled.merge(step.workload(), run.progress(step.id()).status().isSettled(), Boolean::logicalAnd);
        }
        return settled;
    }

    private static boolean predecessorsSettled(OpenRun run, PlannedStep step, Map<String, Boolean> settledWorkloads) {
        for (String before : step.after()) {
            if (!run.progress(before).status().isSettled()) {
                return false;
            }
        }
        for (WorkloadLine line : run.plan().workloads()) {
            if (line.name().equals(step.workload())) {
                return line.after().stream().allMatch(w -> settledWorkloads.getOrDefault(w, true));
            }
        }
        return true;
    }

    private static NextMove giveUp(OpenRun run, PlannedStep failed) {
        List<PlannedStep> all = run.plan().steps().stream()
                .filter(s -> s.workload().equals(failed.workload()) && s.phase() != Phase.UNDO)
                .filter(s -> !run.progress(s.id()).status().isSettled())
                .toList();
        return new GiveUp(
                all, failed.id() + ": " + run.progress(failed.id()).detail() + "; this workload only should take part");
    }

    static NextMove pause(OpenRun run, List<PlannedStep> stuck) {
        if (stuck.isEmpty()) {
            return new Pause("stuck", "no step can begin; their predecessors wait for a person");
        }
        PlannedStep first = stuck.get(0);
        StepProgress progress = run.progress(first.id());
        String cause =
                switch (progress.status()) {
                    case REFUSED -> "step-refused";
                    case UNCLEAR -> "step-unclear";
                    default -> "step-failed";
                };
        String more = stuck.size() == 1 ? "" : " (and " + (stuck.size() - 1) + " more)";
        return new Pause(cause, "step " + first.id() + ": " + progress.detail() + more);
    }
}
