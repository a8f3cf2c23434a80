package io.github.azuredr.run;

import io.github.azuredr.journal.JournalState;
import io.github.azuredr.journal.OpenRun;
import io.github.azuredr.journal.StepProgress;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.PlannedStep;
import java.util.ArrayList;
import java.util.List;

/** The legal next actions of every state; there is always at least one. */
public final class NextActions {
    private NextActions() {}

    /** What may be done now. */
    public static List<NextAction> of(JournalState state) {
        List<NextAction> next = new ArrayList<>();
        state.runs().open().ifPresent(run -> ofRun(run, next));
        if (state.runs().open().isEmpty() && state.routing().active().isEmpty()) {
            next.add(new NextAction(
                    "plan", "no side is active: plan(Goal.failOverTo(region)) or plan(Goal.forceFailOverTo(region))"));
        }
        if (state.runs().open().isEmpty() && state.routing().lost().isPresent()) {
            Side lost = state.routing().lost().get();
            next.add(new NextAction(
                    "readiness",
                    "when " + label(state, lost)
                            + " answers again: readiness() notes it, then plan(Goal.reprotect())"));
        }
        if (next.isEmpty()) {
            next.add(new NextAction("readiness", "readiness() proves whether the other side could take over now"));
        }
        return next;
    }

    private static void ofRun(OpenRun run, List<NextAction> next) {
        for (PlannedStep step : run.plan().steps()) {
            StepProgress p = run.progress(step.id());
            switch (p.status()) {
                case FAILED, REFUSED -> {
                    next.add(new NextAction(
                            "retry", "retry(\"" + step.id() + "\") when its cause is gone: " + p.detail()));
                    next.add(new NextAction("skip", "skip(\"" + step.id() + "\") to go on without it"));
                }
                case UNCLEAR, IN_DOUBT ->
                    next.add(new NextAction(
                            "resolve",
                            "resolve(\"" + step.id() + "\", DONE or NOT_DONE) when you know whether it took place"));
                default -> {
                    // The runner deals with it.
                }
            }
        }
        run.paused().ifPresent(pause -> {
            if (pause.cause().equals("loss-above-ceiling")) {
                next.add(new NextAction("acceptLossUpTo", "acceptLossUpTo(duration) to go on with the greater loss"));
            }
            next.add(new NextAction("resume", "resume() to go on"));
        });
        if (run.paused().isEmpty()) {
            next.add(new NextAction("pause", "pause() to stop after the attempts under way"));
            next.add(new NextAction("adopt", "adopt() when the executor " + run.owner() + " is gone"));
        }
        if (!run.isPastPointOfNoReturn() && run.cancelled().isEmpty()) {
            next.add(new NextAction(
                    "cancel",
                    run.fencedEpoch().isPresent() ? "cancel() to give the old side back" : "cancel() to end it"));
        }
        if (run.plan().goal() instanceof Goal.FailOverTo
                && run.lost().isEmpty()
                && run.cancelled().isEmpty()) {
            next.add(new NextAction("forceNow", "forceNow(ceiling) when the old side no longer answers"));
        }
        next.add(new NextAction("abandon", "abandon() to give it up where it is; what it left is listed"));
    }

    private static String label(JournalState state, Side side) {
        return (side == Side.A ? state.genesis().a() : state.genesis().b()).name() + " (" + side + ")";
    }
}
