package io.github.azuredr.journal;

import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Approval;
import io.github.azuredr.plan.IfLost;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.plan.PlanBody;
import io.github.azuredr.plan.PlannedStep;
import io.github.azuredr.recovery.LossBound;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A run as the journal tells it.
 *
 * @param id the run's id
 * @param plan what the plan says
 * @param planHash over the plan's stored bytes
 * @param owner the executor that may act
 * @param startedAt when it began
 * @param approval the consumed approval
 * @param lossCeiling the most that may be lost, as last accepted
 * @param lost the side taken as lost
 * @param steps progress by step id, in drafted order
 * @param fencedEpoch the epoch of its fence
 * @param fencedAt when it fenced
 * @param routedEpoch the epoch of its route
 * @param routedAt when it routed
 * @param bounds what may be lost, measured at the fence
 * @param paused why it waits for a person
 * @param cancelled who cancelled or abandoned it and why
 * @param forced whether it is, or has become, a forced run
 * @param end how it ended
 * @param endedAt when it ended
 * @param phaseStarts when the first step of each phase began
 * @param phaseEnds when the last step of each phase was settled
 */
public record OpenRun(
        String id,
        PlanBody plan,
        String planHash,
        String owner,
        Instant startedAt,
        Optional<Approval> approval,
        Optional<Duration> lossCeiling,
        Optional<Side> lost,
        Map<String, StepProgress> steps,
        Optional<Long> fencedEpoch,
        Optional<Instant> fencedAt,
        Optional<Long> routedEpoch,
        Optional<Instant> routedAt,
        List<LossBound> bounds,
        Optional<Pause> paused,
        Optional<String> cancelled,
        boolean forced,
        Optional<RunEnd> end,
        Optional<Instant> endedAt,
        Map<Phase, Instant> phaseStarts,
        Map<Phase, Instant> phaseEnds) {

    /**
     * Why a run waits.
     *
     * @param cause a stable word
     * @param text the sentence
     * @param since when it began to wait
     */
    public record Pause(String cause, String text, Instant since) {}

    /** Copies its collections. */
    public OpenRun {
        steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
        bounds = List.copyOf(bounds);
        phaseStarts = Map.copyOf(phaseStarts);
        phaseEnds = Map.copyOf(phaseEnds);
    }

    static OpenRun started(
            String id, PlanBody plan, String planHash, String owner, Instant at, Optional<Approval> approval) {
        Map<String, StepProgress> steps = new LinkedHashMap<>();
        for (PlannedStep step : plan.steps()) {
            steps.put(step.id(), StepProgress.pending());
        }
        OpenRun run = new OpenRun(
                id,
                plan,
                planHash,
                owner,
                at,
                approval,
                approval.flatMap(Approval::lossCeiling),
                Optional.empty(),
                steps,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of());
        return plan.lost().map(side -> run.forcedBy(side, at)).orElse(run);
    }

    /** The planned step of that id. */
    public PlannedStep planned(String stepId) {
        return plan.steps().stream()
                .filter(s -> s.id().equals(stepId))
                .findFirst()
                .orElseThrow(() -> new JournalException(
                        "run " + id + " of " + plan.application() + ": no step '" + stepId + "' in its plan",
                        "Name one of the plan's steps."));
    }

    /** Progress of a step. */
    public StepProgress progress(String stepId) {
        StepProgress progress = steps.get(stepId);
        return progress == null ? StepProgress.pending() : progress;
    }

    /** Whether the core phases FENCE and ROUTE are part of it. */
    public boolean movesTheActiveSide() {
        return plan.goal().movesTheActiveSide() && !plan.target().equals(plan.active());
    }

    /** Whether an effect of ACTIVATE was intended or the route was taken, so that it can no longer be cancelled. */
    public boolean isPastPointOfNoReturn() {
        return routedEpoch.isPresent()
                || movesTheActiveSide()
                        && plan.steps().stream()
                                .anyMatch(s -> s.phase() == Phase.ACTIVATE
                                        && progress(s.id()).attempt() > 0);
    }

    /**
     * The undo steps a cancellation owes, last effect first: those of which an undone step was begun or said to be done.
     * A step that declined changed nothing.
     */
    public List<PlannedStep> undos() {
        List<PlannedStep> owed = new ArrayList<>();
        for (PlannedStep step : plan.steps()) {
            if (step.phase() == Phase.UNDO && step.after().stream().anyMatch(this::mayHaveTakenPlace)) {
                owed.add(0, step);
            }
        }
        return List.copyOf(owed);
    }

    private boolean mayHaveTakenPlace(String stepId) {
        StepProgress progress = progress(stepId);
        return switch (progress.status()) {
            case DONE -> true;
            case PENDING, DROPPED, DEFERRED, REFUSED -> false;
            case INTENDED, IN_DOUBT, RETRYING, SKIPPED, FAILED, UNCLEAR, GIVEN_UP -> progress.attempt() > 0;
        };
    }

    /** The epoch its steps work under. */
    public long epoch() {
        return routedEpoch.or(() -> fencedEpoch).orElse(plan.epoch());
    }

    /** Whether it is over. */
    public boolean isOver() {
        return end.isPresent();
    }

    /** Takes a side as lost and applies each unsettled step's declared fate. */
    OpenRun forcedBy(Side side, Instant at) {
        OpenRun changed = new RunChange(this).lost(side).build();
        for (PlannedStep step : plan.steps()) {
            StepProgress progress = changed.progress(step.id());
            if (step.touches(side) && !progress.status().isSettled()) {
                StepProgress fate = step.ifLost() == IfLost.DROP
                        ? progress.settled(StepProgress.Status.DROPPED, at, "needs the lost side " + plan.label(side))
                        : progress.settled(
                                StepProgress.Status.DEFERRED,
                                at,
                                step.ifLost() == IfLost.DEFER
                                        ? "deferred to reprotect"
                                        : "done as soon as " + plan.label(side) + " answers");
                changed = changed.withStep(step.id(), at, p -> fate);
            }
        }
        return changed;
    }

    OpenRun withStep(String stepId, Instant at, UnaryOperator<StepProgress> change) {
        PlannedStep step = planned(stepId);
        StepProgress changed = change.apply(progress(stepId));
        Map<String, StepProgress> more = new LinkedHashMap<>(steps);
        more.put(stepId, changed);
        RunChange next = new RunChange(this).steps(more);
        if (changed.attempt() > 0 && !phaseStarts.containsKey(step.phase())) {
            next = next.phaseStart(step.phase(), at);
        }
        return (changed.status().isSettled() && changed.attempt() > 0 ? next.phaseEnd(step.phase(), at) : next).build();
    }

    RunChange changing() {
        return new RunChange(this);
    }
}
