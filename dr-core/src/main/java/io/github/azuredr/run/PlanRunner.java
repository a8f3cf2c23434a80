package io.github.azuredr.run;

import io.github.azuredr.journal.Decision;
import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.JournalException;
import io.github.azuredr.journal.JournalState;
import io.github.azuredr.journal.OpenRun;
import io.github.azuredr.journal.RunEnd;
import io.github.azuredr.journal.StepProgress;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.plan.PlannedStep;
import io.github.azuredr.recovery.LossBound;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes the open run until it is over, waits for a person, or belongs to another executor: asks {@link NextMove}, does
 * that one thing, and asks again. Everything it decides is in the journal before it acts on it.
 */
public final class PlanRunner {
    private static final Logger LOG = LoggerFactory.getLogger(PlanRunner.class);

    private final Surroundings in;
    private final String runId;
    private final String executor;
    private final UnderWay underWay;

    /**
     * Creates a runner.
     *
     * @param runId the open run
     * @param executor the name under which the journal knows this runner as the run's owner
     */
    public PlanRunner(Surroundings in, String runId, String executor) {
        this.in = in;
        this.runId = runId;
        this.executor = executor;
        this.underWay = new UnderWay(in, runId, executor);
    }

    /** A name no other runner has, telling which process it is in. */
    public static String newExecutor(Surroundings in) {
        return in.journal().instance() + "/" + Long.toHexString(in.random().nextLong());
    }

    /** Why a runner returned. */
    public enum Stopped {
        /** The run is over. */
        OVER,
        /** It waits for a person. */
        PAUSED,
        /** Another executor owns it, or a higher run took its place. */
        OVERTAKEN
    }

    /**
     * Runs on the caller's thread; attempts run on the given executor. A journal out of reach is waited for, as long as
     * the limits' patience; what was under way meanwhile is looked at afterwards.
     */
    public Stopped run() {
        boolean interrupted = false;
        Optional<Instant> unreachableSince = Optional.empty();
        in.executing().add(executor);
        try {
            while (true) {
                // Cleared before the journal is touched: an interrupted thread would close its files.
                interrupted |= Thread.interrupted();
                try {
                    Optional<Stopped> stopped = once(interrupted);
                    if (stopped.isPresent()) {
                        return stopped.get();
                    }
                    unreachableSince = Optional.empty();
                } catch (JournalException e) {
                    Instant now = in.time().now();
                    unreachableSince = unreachableSince.or(() -> Optional.of(now));
                    if (interrupted || !mayComeBack(unreachableSince.get(), now)) {
                        throw e;
                    }
                    LOG.atWarn()
                            .addKeyValue("application", in.application())
                            .addKeyValue("run", runId)
                            .addKeyValue("reason", Sentence.of(e))
                            .log("the journal is out of reach; the run waits for it");
                    pauseUntil(now, now.plus(in.limits().lookAround()));
                }
            }
        } finally {
            in.executing().remove(executor);
            underWay.giveUpAll();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean mayComeBack(Instant since, Instant now) {
        return !in.journal().isClosed()
                && in.journal().state().readOnly().isEmpty()
                && Duration.between(since, now).compareTo(in.limits().patience()) <= 0;
    }

    /** One round; tells why the runner stops, when it does. */
    private Optional<Stopped> once(boolean interrupted) {
        if (interrupted) {
            underWay.giveUpAll();
            pause("interrupted", "the thread that executes it was interrupted; resume it");
        }
        underWay.settleFinished();
        JournalState state = in.journal().refresh();
        Optional<OpenRun> run = state.runs().open().filter(r -> r.id().equals(runId));
        if (run.isEmpty()) {
            boolean superseded =
                    state.runs().recent().stream().anyMatch(r -> r.id().equals(runId) && r.end() == RunEnd.SUPERSEDED);
            return Optional.of(superseded ? Stopped.OVERTAKEN : Stopped.OVER);
        }
        if (!run.get().owner().equals(executor)) {
            return Optional.of(Stopped.OVERTAKEN);
        }
        if (run.get().paused().isPresent() && underWay.isEmpty()) {
            return Optional.of(Stopped.PAUSED);
        }
        act(run.get());
        return Optional.empty();
    }

    private void act(OpenRun run) {
        Instant now = in.time().now();
        NextMove move = NextMove.of(run, now, underWay.ids(), in.limits().parallel() - underWay.size(), in.fenceWait());
        if (move instanceof NextMove.Begin begin) {
            begin(run, begin);
        } else if (move instanceof NextMove.Fence) {
            fence(run);
        } else if (move instanceof NextMove.Route) {
            route(run, run.plan().target().orElseThrow(), false);
        } else if (move instanceof NextMove.GiveBack) {
            route(run, run.plan().active().orElse(in.journal().state().routing().before()), true);
        } else if (move instanceof NextMove.GiveUp giveUp) {
            giveUp.steps()
                    .forEach(step -> append(new Entry.StepDecided(
                            runId, step.id(), Entry.Decision.GIVE_UP, "runner", giveUp.because())));
        } else if (move instanceof NextMove.WaitUntil wait) {
            pauseUntil(now, wait.until());
        } else if (move instanceof NextMove.Await || move instanceof NextMove.Paused) {
            underWay.awaitOne();
        } else if (move instanceof NextMove.Pause pause) {
            pause(pause.cause(), pause.text());
        } else if (move instanceof NextMove.Finish finish) {
            finish(run, finish.end());
        }
    }

    private void begin(OpenRun run, NextMove.Begin begin) {
        Optional<PlannedStep> unknown = Stream.concat(begin.observe().stream(), begin.execute().stream())
                .filter(step -> !knows(step))
                .findFirst();
        if (unknown.isPresent()) {
            PlannedStep step = unknown.get();
            pause(
                    "step-type-unknown",
                    "step " + step.id() + ": type " + step.type()
                            + " is not known to this version of the application; adopt the run from one that does");
            return;
        }
        try {
            begin.observe().forEach(step -> underWay.look(run, step));
            begin.execute().forEach(step -> begin(run, step));
        } catch (RejectedExecutionException e) {
            pause("no-executor", "the executor takes no more work: " + Sentence.of(e) + "; resume it where one does");
        }
    }

    private boolean knows(PlannedStep step) {
        Workload<?> workload = in.workloads().get(step.workload());
        return workload != null && workload.knows(step);
    }

    private void begin(OpenRun run, PlannedStep step) {
        StepProgress progress = run.progress(step.id());
        int attempt = progress.attempt() + 1;
        Instant deadline = in.time().now().plus(step.timeout());
        boolean mine = append(state -> mine(state)
                .filter(r -> r.paused().isEmpty() && r.cancelled().isPresent() == (step.phase() == Phase.UNDO))
                .filter(r -> r.epoch() == run.epoch()
                        && !r.progress(step.id()).status().isSettled())
                .<Decision>map(r ->
                        new Decision.Append(new Entry.StepIntended(runId, step.id(), attempt, run.epoch(), deadline)))
                .orElseGet(PlanRunner::notMine));
        if (mine) {
            underWay.execute(run, step, attempt, deadline);
        }
    }

    private void fence(OpenRun run) {
        Instant now = in.time().now();
        append(state -> mine(state)
                .filter(r -> r.paused().isEmpty() && r.cancelled().isEmpty())
                .<Decision>map(r -> {
                    List<LossBound> bounds =
                            r.lost().isPresent() ? Bounds.of(state, r.lost().get(), now) : List.of();
                    Optional<LossBound> above = bounds.stream()
                            .filter(b -> !b.within(r.lossCeiling().orElse(Duration.ZERO)))
                            .findFirst();
                    if (above.isPresent()) {
                        return new Decision.Append(new Entry.RunPaused(
                                runId, "loss-above-ceiling", Bounds.above(above.get(), r.lossCeiling())));
                    }
                    return new Decision.Append(
                            new Entry.Fenced(runId, state.routing().epoch() + 1, r.lost(), bounds));
                })
                .orElseGet(PlanRunner::notMine));
        in.journal().state().runs().open().flatMap(OpenRun::paused).ifPresent(p -> in.listener()
                .onEvent(new DrEvent.RunPaused(runId, p.text())));
    }

    private void route(OpenRun run, Side side, boolean givenBack) {
        // A pause or cancellation accepted meanwhile comes first; only a cancelled run gives the old side back.
        boolean routed = append(state -> mine(state)
                .filter(r -> r.paused().isEmpty() && r.cancelled().isPresent() == givenBack)
                .<Decision>map(r -> new Decision.Append(
                        new Entry.Routed(runId, state.routing().epoch() + 1, side, givenBack)))
                .orElseGet(PlanRunner::notMine));
        if (!routed) {
            return;
        }
        LOG.atInfo()
                .addKeyValue("application", in.application())
                .addKeyValue("run", runId)
                .addKeyValue("side", run.plan().label(side))
                .log(givenBack ? "the old side is active again" : "the target side is active");
    }

    private void pause(String cause, String text) {
        if (append(new Entry.RunPaused(runId, cause, text))) {
            LOG.atWarn()
                    .addKeyValue("application", in.application())
                    .addKeyValue("run", runId)
                    .addKeyValue("cause", cause)
                    .log("the run waits for a person: {}", text);
            in.listener().onEvent(new DrEvent.RunPaused(runId, text));
        }
    }

    private void finish(OpenRun run, RunEnd end) {
        RunReport report = RunReports.ofEnding(in, run, end);
        String attachment = in.attachments().put(in.journal().encode(report));
        if (append(new Entry.RunFinished(runId, end, report.reason(), Optional.of(attachment)))) {
            in.listener().onEvent(new DrEvent.RunEnded(runId, report.result()));
        }
    }

    private void pauseUntil(Instant now, Instant until) {
        Duration wait = Duration.between(now, until);
        Duration most = in.limits().lookAround();
        try {
            in.time().pause(wait.compareTo(most) < 0 ? wait : most);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the loop's head deals with it
        }
    }

    private boolean append(Entry entry) {
        return append(state ->
                mine(state).<Decision>map(r -> new Decision.Append(entry)).orElseGet(PlanRunner::notMine));
    }

    private boolean append(Function<JournalState, Decision> command) {
        return in.journal().append(command).isAppended();
    }

    private Optional<OpenRun> mine(JournalState state) {
        return state.runs().open().filter(r -> r.id().equals(runId)).filter(r -> r.owner()
                .equals(executor));
    }

    private static Decision notMine() {
        return Decision.stop("not-owner", "another executor or a higher run took over");
    }
}
