package io.github.azuredr.journal;

import io.github.azuredr.plan.Plan;
import io.github.azuredr.plan.PlannedStep;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How each entry changes what runs; pure. */
final class RunFold {
    private RunFold() {}

    static RunState after(RunState runs, JournalRecord record) {
        Entry entry = record.entry();
        if (entry instanceof Entry.RunStarted started) {
            return started(runs, started, record);
        }
        if (entry instanceof Entry.DeferredIntended intended) {
            return intended(runs, intended, record.at());
        }
        if (entry instanceof Entry.DeferredAnswered answered) {
            return answered(runs, answered);
        }
        if (entry instanceof Entry.DeferredLapsed lapsed) {
            return runs.withDeferred(without(runs.deferred(), lapsed.step()));
        }
        return runs.open().map(run -> ofRun(runs, run, record)).orElse(runs);
    }

    private static RunState started(RunState runs, Entry.RunStarted started, JournalRecord record) {
        RunState before = runs;
        if (started.supersedes().isPresent() && runs.open().isPresent()) {
            OpenRun old = runs.open().get();
            before = runs.ended(
                    old.changing().ended(RunEnd.SUPERSEDED, record.at()).build(), Optional.empty());
        }
        Plan plan = Plan.parse(started.plan().getBytes(StandardCharsets.UTF_8));
        OpenRun run = OpenRun.started(
                started.run(), plan.body(), plan.hash(), started.executor(), record.at(), started.approval());
        RunState after = before.withOpen(run);
        // A plan that carries deferred steps has taken them over: they are its own from here on.
        after = after.withDeferred(after.deferred().stream()
                .filter(d -> plan.steps().stream().noneMatch(s -> s.id().equals(d.takenOverId())))
                .toList());
        return started.approval().isPresent()
                ? after.using(started.approval().get().id())
                : after;
    }

    private static RunState ofRun(RunState runs, OpenRun run, JournalRecord record) {
        Entry entry = record.entry();
        Instant at = record.at();
        if (entry instanceof Entry.StepIntended e && e.run().equals(run.id())) {
            return runs.withOpen(
                    run.withStep(e.step(), at, p -> p.intended(e.attempt(), record.by(), at, e.deadline())));
        }
        if (entry instanceof Entry.StepAnswered e && e.run().equals(run.id())) {
            return runs.withOpen(run.withStep(e.step(), at, p -> answered(p, e, at)));
        }
        if (entry instanceof Entry.StepObserved e && e.run().equals(run.id())) {
            return runs.withOpen(run.withStep(e.step(), at, p -> observed(p, e, at)));
        }
        if (entry instanceof Entry.StepDecided e && e.run().equals(run.id())) {
            return runs.withOpen(run.withStep(e.step(), at, p -> decided(p, e, at)));
        }
        if (entry instanceof Entry.Fenced e && e.run().equals(run.id())) {
            return runs.withOpen(
                    run.changing().fenced(e.epoch(), at, e.bounds()).build());
        }
        if (entry instanceof Entry.Routed e && e.run().equals(run.id())) {
            return runs.withOpen(run.changing().routed(e.epoch(), at).build());
        }
        if (entry instanceof Entry.RunPaused e && e.run().equals(run.id())) {
            return runs.withOpen(run.changing()
                    .paused(Optional.of(new OpenRun.Pause(e.cause(), e.text(), at)))
                    .build());
        }
        if (entry instanceof Entry.RunResumed e && e.run().equals(run.id())) {
            return runs.withOpen(run.changing().paused(Optional.empty()).build());
        }
        if (entry instanceof Entry.RunForced e && e.run().equals(run.id())) {
            return runs.withOpen(run.changing()
                    .lossCeiling(e.lossCeiling())
                    .bounds(e.bounds())
                    .paused(Optional.empty())
                    .build()
                    .forcedBy(e.lost(), at));
        }
        if (entry instanceof Entry.LossAccepted e && e.run().equals(run.id())) {
            return runs.withOpen(run.changing().lossCeiling(e.lossCeiling()).build());
        }
        if (entry instanceof Entry.RunCancelled e && e.run().equals(run.id())) {
            return runs.withOpen(run.changing()
                    .cancelled(e.person() + ": " + e.because())
                    .paused(Optional.empty())
                    .build());
        }
        if (entry instanceof Entry.RunAdopted e && e.run().equals(run.id())) {
            return runs.withOpen(adopted(run, e.executor(), at));
        }
        if (entry instanceof Entry.RunFinished e && e.run().equals(run.id())) {
            RunChange over = run.changing().ended(e.end(), at);
            return runs.ended((e.end() == RunEnd.ABANDONED ? over.cancelled(e.text()) : over).build(), e.report());
        }
        return runs;
    }

    private static StepProgress answered(StepProgress p, Entry.StepAnswered e, Instant at) {
        // An answer that comes after a person or an adopter settled the step no longer counts.
        if (p.status() != StepProgress.Status.INTENDED || p.attempt() != e.attempt()) {
            return p;
        }
        if (e.answer() instanceof Outcome.Done done) {
            return p.done(at, done.facts(), done.evidence());
        }
        if (e.answer() instanceof Outcome.Refused refused) {
            return p.open(StepProgress.Status.REFUSED, Optional.empty(), refused.rule() + ": " + refused.reason());
        }
        if (e.answer() instanceof Outcome.Failed failed) {
            return e.retryAt().isPresent()
                    ? p.open(StepProgress.Status.RETRYING, e.retryAt(), failed.reason())
                    : p.open(StepProgress.Status.FAILED, Optional.empty(), failed.reason());
        }
        Outcome.InDoubt doubt = (Outcome.InDoubt) e.answer();
        return p.open(StepProgress.Status.IN_DOUBT, e.retryAt(), doubt.reason());
    }

    private static StepProgress observed(StepProgress p, Entry.StepObserved e, Instant at) {
        Presence presence = e.presence();
        if (p.status().isSettled()) {
            return p;
        }
        if (presence instanceof Presence.Present present) {
            return p.done(at, present.facts(), present.evidence());
        }
        if (presence instanceof Presence.Absent) {
            return e.retryAt().isPresent()
                    ? p.open(StepProgress.Status.RETRYING, e.retryAt(), "looked: the effect is not there")
                    : p.open(StepProgress.Status.FAILED, Optional.empty(), p.detail() + "; the effect is not there");
        }
        return p.open(StepProgress.Status.UNCLEAR, Optional.empty(), ((Presence.Unclear) presence).reason());
    }

    private static StepProgress decided(StepProgress p, Entry.StepDecided e, Instant at) {
        if (p.status().isSettled()) {
            return p;
        }
        String why = e.person() + ": " + e.because();
        return switch (e.decision()) {
            case RETRY -> p.open(StepProgress.Status.RETRYING, Optional.of(at), why);
            case NOT_DONE -> p.open(StepProgress.Status.RETRYING, Optional.of(at), why);
            case SKIP -> p.settled(StepProgress.Status.SKIPPED, at, why);
            case DONE -> p.settled(StepProgress.Status.DONE, at, why);
            case GIVE_UP -> p.settled(StepProgress.Status.GIVEN_UP, at, e.because());
        };
    }

    private static OpenRun adopted(OpenRun run, String by, Instant at) {
        OpenRun next = run.changing().owner(by).paused(Optional.empty()).build();
        for (PlannedStep step : run.plan().steps()) {
            StepProgress p = run.progress(step.id());
            if (p.status() == StepProgress.Status.INTENDED) {
                // Nothing fences an UNFENCED effect, so it is not even looked at before the old attempt has given up.
                Optional<Instant> from = step.fencing() == Fencing.UNFENCED ? p.deadline() : Optional.of(at);
                next = next.withStep(
                        step.id(),
                        at,
                        old -> old.open(StepProgress.Status.IN_DOUBT, from, "its executor was replaced"));
            }
        }
        return next;
    }

    private static RunState intended(RunState runs, Entry.DeferredIntended intended, Instant at) {
        List<DeferredStep> more = new ArrayList<>();
        for (DeferredStep d : runs.deferred()) {
            more.add(
                    d.key().equals(intended.step())
                            ? new DeferredStep(
                                    d.run(), d.step(), d.side(), Optional.of(at), Optional.of(intended.deadline()))
                            : d);
        }
        return runs.withDeferred(more);
    }

    private static RunState answered(RunState runs, Entry.DeferredAnswered answered) {
        if (answered.answer() instanceof Outcome.Done) {
            return runs.withDeferred(without(runs.deferred(), answered.step()));
        }
        boolean inDoubt = answered.answer() instanceof Outcome.InDoubt;
        List<DeferredStep> more = new ArrayList<>();
        for (DeferredStep d : runs.deferred()) {
            // What is in doubt stays known as tried, so that the next one looks first.
            Optional<Instant> tried = inDoubt ? d.lastIntent() : Optional.empty();
            more.add(
                    d.key().equals(answered.step())
                            ? new DeferredStep(d.run(), d.step(), d.side(), tried, Optional.empty())
                            : d);
        }
        return runs.withDeferred(more);
    }

    private static List<DeferredStep> without(List<DeferredStep> deferred, String key) {
        return deferred.stream().filter(d -> !d.key().equals(key)).toList();
    }
}
