package io.github.azuredr.journal;

import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.PlannedStep;
import io.github.azuredr.step.EffectKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The run in progress, what runs before it left, and which approvals are used up.
 *
 * @param open the run in progress
 * @param last the run that ended last, whole, for its report
 * @param recent the newest few runs that are over
 * @param deferred steps put off by forced runs
 * @param usedApprovals ids of approvals that started a run
 */
public record RunState(
        Optional<OpenRun> open,
        Optional<OpenRun> last,
        List<RunSummary> recent,
        List<DeferredStep> deferred,
        List<String> usedApprovals) {
    private static final int RECENT = 20;

    /** Copies its lists. */
    public RunState {
        recent = List.copyOf(recent);
        deferred = List.copyOf(deferred);
        usedApprovals = List.copyOf(usedApprovals);
    }

    static RunState none() {
        return new RunState(Optional.empty(), Optional.empty(), List.of(), List.of(), List.of());
    }

    /** The deferred steps that wait for this side. */
    public List<DeferredStep> deferredFor(Side side) {
        return deferred.stream().filter(d -> d.side() == side).toList();
    }

    /** The run of that id, open or last. */
    public Optional<OpenRun> find(String run) {
        return open.filter(r -> r.id().equals(run)).or(() -> last.filter(r -> r.id().equals(run)));
    }

    RunState withOpen(OpenRun run) {
        return new RunState(Optional.of(run), last, recent, deferred, usedApprovals);
    }

    RunState withDeferred(List<DeferredStep> steps) {
        return new RunState(open, last, recent, steps, usedApprovals);
    }

    RunState using(String approval) {
        List<String> more = new ArrayList<>(usedApprovals);
        more.add(approval);
        return new RunState(open, last, recent, deferred, more);
    }

    /** Moves the open run to the past, keeping what it deferred and what it left behind. */
    RunState ended(OpenRun run, Optional<String> report) {
        List<RunSummary> more = new ArrayList<>(recent);
        more.add(new RunSummary(
                run.id(),
                run.plan().goal().spoken(),
                run.end().orElseThrow(),
                run.startedAt(),
                run.endedAt().orElseThrow(),
                debts(run),
                report));
        List<DeferredStep> put = new ArrayList<>(deferred);
        put.addAll(takenOverInVain(run));
        run.lost().ifPresent(lost -> {
            for (PlannedStep step : run.plan().steps()) {
                // What a run that was cancelled, or never fenced, would have deferred is not owed to anybody.
                if (run.progress(step.id()).status() == StepProgress.Status.DEFERRED
                        && run.fencedEpoch().isPresent()
                        && run.end().orElseThrow() != RunEnd.CANCELLED) {
                    put.add(new DeferredStep(run.id(), step, lost, Optional.empty(), Optional.empty()));
                }
            }
        });
        return new RunState(
                Optional.empty(),
                Optional.of(run),
                more.subList(Math.max(0, more.size() - RECENT), more.size()),
                put,
                usedApprovals);
    }

    /** What the run took over from forced runs before it and did not do is owed again. */
    private static List<DeferredStep> takenOverInVain(OpenRun run) {
        List<DeferredStep> owed = new ArrayList<>();
        for (PlannedStep step : run.plan().steps()) {
            StepProgress.Status status = run.progress(step.id()).status();
            if (status != StepProgress.Status.DONE && status != StepProgress.Status.SKIPPED) {
                DeferredStep.takenOver(step).ifPresent(owed::add);
            }
        }
        return owed;
    }

    /** Undone steps, and the undo steps that took them back: together they left nothing. */
    private static Set<String> takenBack(OpenRun run) {
        Set<String> ids = new HashSet<>();
        for (PlannedStep undo : run.undos()) {
            if (run.progress(undo.id()).status() == StepProgress.Status.DONE) {
                ids.add(undo.id());
                ids.addAll(undo.after());
            }
        }
        return ids;
    }

    private static List<String> debts(OpenRun run) {
        if (run.end().orElseThrow() == RunEnd.COMPLETED) {
            return List.of();
        }
        List<String> debts = new ArrayList<>();
        Set<String> takenBack = takenBack(run);
        for (PlannedStep step : run.plan().steps()) {
            if (takenBack.contains(step.id())) {
                continue;
            }
            StepProgress progress = run.progress(step.id());
            switch (progress.status()) {
                case INTENDED, IN_DOUBT, UNCLEAR, RETRYING ->
                    debts.add(step.id() + ": nobody knows whether it took place (" + step.title() + ")");
                case DONE -> {
                    if (step.effect() != EffectKind.READS
                            && run.end().orElseThrow() != RunEnd.COMPLETED_WITH_EXCEPTIONS) {
                        debts.add(step.id() + ": took place and stays (" + step.title() + ")");
                    }
                }
                case FAILED, REFUSED, GIVEN_UP, SKIPPED -> debts.add(step.id() + ": not done (" + step.title() + ")");
                case PENDING, DROPPED, DEFERRED -> {
                    // Nothing of it is in the world.
                }
            }
        }
        return debts;
    }
}
