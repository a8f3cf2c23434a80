package io.github.azuredr.run;

import io.github.azuredr.error.Redaction;
import io.github.azuredr.journal.Decision;
import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.Journal;
import io.github.azuredr.journal.JournalState;
import io.github.azuredr.journal.OpenRun;
import io.github.azuredr.journal.RunEnd;
import io.github.azuredr.journal.StepProgress.Status;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.recovery.LossBound;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The handle on a run in progress. Each verb is validated against the newest state of the journal; one that no longer
 * applies throws {@link RunVerbRefusedException} and changes nothing.
 */
public final class Run {
    private final Surroundings in;
    private final String id;

    /** Takes the handle of a run. */
    public Run(Surroundings in, String id) {
        this.in = in;
        this.id = id;
    }

    /** The run's id. */
    public String id() {
        return id;
    }

    /** How it stands, by the journal as this process last read it. */
    public RunReport report() {
        return RunReports.of(in, id, PlanRunner.Stopped.PAUSED);
    }

    /** Whether it waits for a person because of this, such as {@code step-failed}. */
    public boolean waitsFor(String cause) {
        return in.journal()
                .state()
                .runs()
                .open()
                .filter(run -> run.id().equals(id))
                .flatMap(OpenRun::paused)
                .filter(pause -> pause.cause().equals(cause))
                .isPresent();
    }

    /** What may be done now. */
    public List<NextAction> nextActions() {
        return NextActions.of(in.journal().state());
    }

    /** Stops it after the attempts under way. */
    public void pause(String person, String because) {
        String text = Redaction.of(person + ": " + because);
        say(
                "pause",
                run -> run.paused().isPresent()
                        ? refuse("it is paused already")
                        : Decision.append(new Entry.RunPaused(id, "by-person", text)));
        in.listener().onEvent(new DrEvent.RunPaused(id, text));
    }

    /** Goes on, on the caller's thread, until it is over or waits again. */
    public RunReport resume(String person) {
        say(
                "resume",
                run -> run.paused().isEmpty()
                        ? refuse("it is not paused; adopt it when its executor is gone")
                        : Decision.append(new Entry.RunResumed(id, person)));
        return takeOver(person, "resumed");
    }

    /** Goes on with a run whose executor is gone, on the caller's thread. */
    public RunReport adopt(String person, String because) {
        return takeOver(person, because);
    }

    /** Tries a failed or refused step again when the run goes on. */
    public void retry(String step, String person, String because) {
        decide("retry", step, Entry.Decision.RETRY, person, because);
    }

    /** Leaves a failed or refused step out. */
    public void skip(String step, String person, String because) {
        decide("skip", step, Entry.Decision.SKIP, person, because);
    }

    /**
     * Says what nobody could see.
     *
     * @param tookPlace {@link Entry.Decision#DONE} or {@link Entry.Decision#NOT_DONE}
     */
    public void resolve(String step, Entry.Decision tookPlace, String person, String because) {
        if (tookPlace != Entry.Decision.DONE && tookPlace != Entry.Decision.NOT_DONE) {
            throw new IllegalArgumentException("resolve: say DONE or NOT_DONE, not " + tookPlace);
        }
        decide("resolve", step, tookPlace, person, because);
    }

    /**
     * Accepts a greater loss for a run that paused at its fence.
     *
     * @param ceiling the most that may be lost; {@link LossBound#EVERYTHING} accepts any loss, also of a workload that has
     *     no complete recovery point
     */
    public void acceptLossUpTo(Duration ceiling, String person, String because) {
        say(
                "acceptLossUpTo",
                run -> run.lost().isEmpty()
                        ? refuse("it is not a forced run")
                        : Decision.append(new Entry.LossAccepted(id, ceiling, person, because)));
    }

    /**
     * Makes a planned failover a forced one: the old side is taken as lost from here on.
     *
     * @param lossCeiling the most that may be lost; {@link LossBound#EVERYTHING} accepts any loss, also of a workload that
     *     has no complete recovery point
     */
    public RunReport forceNow(Duration lossCeiling, String person, String because) {
        say("forceNow", run -> {
            if (!(run.plan().goal() instanceof Goal.FailOverTo)) {
                return refuse("only a planned failover can be forced");
            }
            if (run.lost().isPresent()) {
                return refuse("it is forced already");
            }
            if (run.cancelled().isPresent()) {
                return refuse("it is cancelled");
            }
            Side lost = run.plan().target().orElse(Side.B).other();
            // Before its fence the fence measures; behind it, this is the last moment to ask.
            List<LossBound> bounds = run.fencedAt()
                    .map(fenced -> Bounds.of(in.journal().state(), lost, fenced))
                    .orElse(List.of());
            Optional<LossBound> above =
                    bounds.stream().filter(b -> !b.within(lossCeiling)).findFirst();
            return above.isPresent()
                    ? refuse(Bounds.above(above.get(), Optional.of(lossCeiling)))
                    : Decision.append(new Entry.RunForced(id, lost, lossCeiling, bounds, person, because));
        });
        return takeOver(person, because);
    }

    /** Ends it before its point of no return; a fenced side is given back. */
    public RunReport cancel(String person, String because) {
        say(
                "cancel",
                run -> run.isPastPointOfNoReturn()
                        ? refuse("it is past its point of no return; let it complete, then fail over back")
                        : Decision.append(new Entry.RunCancelled(id, person, because)));
        return takeOver(person, because);
    }

    /** Gives it up where it is, whatever that is; no effect is undone and what it left is listed. */
    public RunReport abandon(String person, String because) {
        say(
                "abandon",
                run -> Decision.append(
                        new Entry.RunFinished(id, RunEnd.ABANDONED, person + ": " + because, Optional.empty())));
        in.listener().onEvent(new DrEvent.RunEnded(id, RunReport.Result.ABANDONED));
        return RunReports.of(in, id, PlanRunner.Stopped.OVER);
    }

    /**
     * Executes a run that was just started or adopted, on the caller's thread.
     *
     * @param executor the name the journal knows as its owner
     */
    public RunReport execute(String executor) {
        PlanRunner.Stopped stopped = new PlanRunner(in, id, executor).run();
        return RunReports.of(in, id, stopped);
    }

    private RunReport takeOver(String person, String because) {
        String executor = PlanRunner.newExecutor(in);
        say("adopt", run -> Decision.append(new Entry.RunAdopted(id, executor, person, because)));
        return execute(executor);
    }

    private void decide(String verb, String step, Entry.Decision decision, String person, String because) {
        say(verb, run -> {
            if (!run.steps().containsKey(step)) {
                return refuse("it has no step '" + step + "'");
            }
            Status status = run.progress(step).status();
            if (status.isSettled()) {
                return refuse("step " + step + " is settled: " + status);
            }
            boolean again = decision == Entry.Decision.RETRY || decision == Entry.Decision.NOT_DONE;
            if (again && (status == Status.INTENDED || status == Status.PENDING)) {
                return refuse("step " + step + " is " + status + ", so there is nothing to repeat; an attempt under way"
                        + " is waited for, one whose executor is gone is looked at when the run is adopted");
            }
            return Decision.append(new Entry.StepDecided(id, step, decision, person, because));
        });
    }

    private void say(String verb, Function<OpenRun, Decision> command) {
        Journal.Appended appended = in.journal().append((JournalState state) -> state.runs()
                .open()
                .filter(run -> run.id().equals(id))
                .map(command)
                .orElseGet(() -> refuse("it is over")));
        appended.stopped().ifPresent(stop -> {
            throw new RunVerbRefusedException(in.application(), id, verb, stop.reason());
        });
    }

    private static Decision refuse(String reason) {
        return Decision.stop("not-now", reason);
    }
}
