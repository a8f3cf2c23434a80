package io.github.azuredr.run;

import io.github.azuredr.journal.OpenRun;
import io.github.azuredr.journal.StepProgress;
import io.github.azuredr.plan.PlannedStep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a cancelled run still has to take back, one step after the other, the last effect first. */
final class Undoing {
    private Undoing() {}

    static Optional<NextMove> of(OpenRun run, Instant now) {
        for (PlannedStep undo : run.undos()) {
            StepProgress progress = run.progress(undo.id());
            if (!progress.status().isSettled()) {
                return Optional.of(next(run, undo, progress, now));
            }
        }
        return Optional.empty();
    }

    private static NextMove next(OpenRun run, PlannedStep undo, StepProgress progress, Instant now) {
        if (progress.status().needsPerson()) {
            return run.plan().must(undo.workload())
                    ? NextMove.pause(run, List.of(undo))
                    : new NextMove.GiveUp(
                            List.of(undo),
                            undo.id() + ": " + progress.detail() + "; this workload only should take part");
        }
        Optional<Instant> from = latest(run, undo, progress).filter(t -> t.isAfter(now));
        if (from.isPresent()) {
            return new NextMove.WaitUntil(from.get());
        }
        return NextMove.mustLookFirst(undo, progress)
                ? new NextMove.Begin(List.of(), List.of(undo))
                : new NextMove.Begin(List.of(undo), List.of());
    }

    /** An unfenced attempt that may still land would take the undo back again, so its deadline is waited out. */
    private static Optional<Instant> latest(OpenRun run, PlannedStep undo, StepProgress progress) {
        Optional<Instant> latest = progress.notBefore();
        for (String undone : undo.after()) {
            StepProgress before = run.progress(undone);
            Optional<Instant> until =
                    before.status() == StepProgress.Status.IN_DOUBT ? before.notBefore() : Optional.empty();
            latest = latest.filter(t -> until.isEmpty() || t.isAfter(until.get()))
                    .or(() -> until);
        }
        return latest;
    }
}
