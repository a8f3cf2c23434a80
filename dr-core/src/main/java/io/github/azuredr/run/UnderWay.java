package io.github.azuredr.run;

import io.github.azuredr.journal.Decision;
import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.JournalState;
import io.github.azuredr.journal.OpenRun;
import io.github.azuredr.plan.PlannedStep;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The attempts and looks one runner has under way; only the runner's own thread writes what they answered. */
final class UnderWay {
    private static final Logger LOG = LoggerFactory.getLogger(UnderWay.class);

    private final Surroundings in;
    private final String runId;
    private final String executor;
    private final Map<String, Pending> pending = new LinkedHashMap<>();
    private final Map<String, Blind> blind = new HashMap<>();
    private final BlockingQueue<Answered> answers = new LinkedBlockingQueue<>();
    private long begun;

    /** One attempt or look, counted; {@code task} is what can be interrupted. */
    private record Pending(
            long serial,
            PlannedStep step,
            int attempt,
            boolean look,
            Instant deadline,
            AttemptGuard guard,
            FutureTask<?> task) {}

    /** What came back of exactly this one: an answer of an attempt, what a look told, or the error it died of. */
    private record Answered(
            Pending of, Optional<Outcome.Answer> answer, Optional<Presence> presence, Optional<Error> died) {

        static Answered by(Pending one, Outcome.Answer answer) {
            return new Answered(one, Optional.of(answer), Optional.empty(), Optional.empty());
        }

        static Answered seen(Pending one, Optional<Presence> presence) {
            return new Answered(one, Optional.empty(), presence, Optional.empty());
        }

        static Answered died(Pending one, Error error) {
            return new Answered(one, Optional.empty(), Optional.empty(), Optional.of(error));
        }
    }

    /** A step whose looks fail: since when, and before when it is not looked at again. */
    private record Blind(Instant since, Instant notBefore, int looks) {}

    UnderWay(Surroundings in, String runId, String executor) {
        this.in = in;
        this.runId = runId;
        this.executor = executor;
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    int size() {
        return pending.size();
    }

    /** Steps with something under way, and steps that cannot be looked at again yet. */
    Set<String> ids() {
        Set<String> ids = new HashSet<>(pending.keySet());
        Instant now = in.time().now();
        blind.forEach((id, b) -> {
            if (b.notBefore().isAfter(now)) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** Begins an attempt whose intent is in the journal. */
    void execute(OpenRun run, PlannedStep step, int attempt, Instant deadline) {
        Attempt<?> one = attempt(run, step, deadline);
        in.listener().onEvent(new DrEvent.StepStarted(runId, step.id(), step.title(), attempt));
        start(step, attempt, false, deadline, one, pending -> Answered.by(pending, one.execute()));
    }

    /** Begins to look at a step in doubt. */
    void look(OpenRun run, PlannedStep step) {
        Instant deadline = in.time().now().plus(step.timeout());
        Attempt<?> one = attempt(run, step, deadline);
        start(step, run.progress(step.id()).attempt(), true, deadline, one, pending -> {
            try {
                return Answered.seen(pending, Optional.of(one.observe()));
            } catch (Exception e) {
                // Not being able to look is no answer; it is tried again with patience.
                LOG.atDebug().addKeyValue("step", step.id()).log("could not be looked at: {}", Sentence.of(e));
                return Answered.seen(pending, Optional.empty());
            }
        });
    }

    private Attempt<?> attempt(OpenRun run, PlannedStep step, Instant deadline) {
        Workload<?> workload = in.workloads().get(step.workload());
        if (workload == null) {
            throw new IllegalStateException(
                    "step " + step.id() + ": workload " + step.workload() + " is not protected here");
        }
        long epoch = run.epoch();
        AttemptGuard guard =
                new AttemptGuard(step, deadline, in.time(), in.journal(), state -> overtaken(state, epoch, step));
        return new Attempt<>(in, workload, step, runId, epoch, guard);
    }

    private Optional<String> overtaken(JournalState state, long epoch, PlannedStep step) {
        Optional<OpenRun> run = state.runs().open().filter(r -> r.id().equals(runId));
        if (run.isEmpty()) {
            return Optional.of("run " + runId + " is over");
        }
        if (!run.get().owner().equals(executor)) {
            return Optional.of("run " + runId + " belongs to another executor");
        }
        if (state.routing().epoch() != epoch) {
            return Optional.of(
                    "epoch " + epoch + " is over; it is " + state.routing().epoch() + " now");
        }
        if (run.get().progress(step.id()).status().isSettled()) {
            return Optional.of("the step was settled without this attempt");
        }
        return run.get().lost().filter(step::touches).map(side -> "side " + side + " is lost");
    }

    private void start(
            PlannedStep step,
            int attempt,
            boolean look,
            Instant deadline,
            Attempt<?> one,
            Function<Pending, Answered> work) {
        AtomicReference<@Nullable Pending> self = new AtomicReference<>();
        FutureTask<?> task = new FutureTask<>(
                () -> {
                    Pending me = Objects.requireNonNull(self.get());
                    try {
                        answers.add(work.apply(me));
                    } catch (Error e) {
                        // The process is in no state to go on; the runner's own thread must learn of it.
                        answers.add(Answered.died(me, e));
                    }
                },
                true);
        Pending pendingOne = new Pending(++begun, step, attempt, look, deadline, one.guard(), task);
        self.set(pendingOne);
        pending.put(step.id(), pendingOne);
        try {
            in.executor().execute(task);
        } catch (RejectedExecutionException e) {
            pending.remove(step.id());
            throw e;
        }
    }

    /** Writes every answer that is there, and gives up what ran out of time. */
    void settleFinished() {
        for (Answered answered = answers.poll(); answered != null; answered = answers.poll()) {
            settle(answered);
        }
        Instant now = in.time().now();
        for (Pending one :
                pending.values().stream().filter(p -> now.isAfter(p.deadline())).toList()) {
            one.guard().close();
            one.task().cancel(true);
            settle(
                    one.look()
                            ? Answered.seen(one, Optional.empty())
                            : Answered.by(
                                    one,
                                    Outcome.inDoubt(
                                            "no answer within " + one.step().timeout())));
        }
    }

    /** Waits until something is under way no longer, or for one look around. */
    void awaitOne() {
        try {
            if (pending.isEmpty()) {
                in.time().pause(in.limits().lookAround());
                return;
            }
            Answered answered = answers.poll(in.limits().lookAround().toMillis(), TimeUnit.MILLISECONDS);
            if (answered != null) {
                settle(answered);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUpAll();
        }
    }

    void giveUpAll() {
        for (Pending one : pending.values()) {
            one.guard().close();
            one.task().cancel(true);
        }
        pending.clear();
    }

    private void settle(Answered answered) {
        if (answered.died().isPresent()) {
            throw answered.died().get();
        }
        Pending one = answered.of();
        // What was given up may still answer while its step is looked at; that answer no longer counts.
        Pending now = pending.get(one.step().id());
        if (now == null || now.serial() != one.serial()) {
            return;
        }
        pending.remove(one.step().id());
        answered.answer().ifPresent(answer -> settleAttempt(one, answer));
        if (answered.answer().isEmpty()) {
            settleLook(one, answered.presence());
        }
    }

    private void settleAttempt(Pending one, Outcome.Answer said) {
        // A read leaves nothing to be in doubt about: it failed, and is repeated as often as any other failure.
        Outcome.Answer answer =
                said instanceof Outcome.InDoubt doubt && one.step().effect() == EffectKind.READS
                        ? Outcome.failedForNow(doubt.reason())
                        : said;
        boolean again = one.attempt() < in.limits().retry().attempts();
        Optional<Instant> retryAt = Optional.empty();
        if (answer instanceof Outcome.Failed failed && failed.worthRetrying() && again
                || answer instanceof Outcome.InDoubt) {
            retryAt = Optional.of(in.time().now().plus(in.limits().retry().after(one.attempt(), in.random())));
        }
        append(one.step(), new Entry.StepAnswered(runId, one.step().id(), one.attempt(), answer, retryAt));
        in.listener().onEvent(new DrEvent.StepEnded(runId, one.step().id(), answer));
    }

    private void settleLook(Pending one, Optional<Presence> presence) {
        Instant now = in.time().now();
        String id = one.step().id();
        if (presence.isPresent()) {
            blind.remove(id);
            Optional<Instant> retryAt =
                    one.attempt() < in.limits().retry().attempts() ? Optional.of(now) : Optional.empty();
            append(one.step(), new Entry.StepObserved(runId, id, presence.get(), retryAt));
            return;
        }
        Blind before = blind.getOrDefault(id, new Blind(now, now, 0));
        if (Duration.between(before.since(), now).compareTo(in.limits().patience()) > 0) {
            blind.remove(id);
            append(
                    one.step(),
                    new Entry.StepObserved(
                            runId,
                            id,
                            Presence.unclear("its service could not be looked at for "
                                    + in.limits().patience()),
                            Optional.empty()));
            return;
        }
        Duration wait = in.limits().retry().after(before.looks() + 1, in.random());
        blind.put(id, new Blind(before.since(), now.plus(wait), before.looks() + 1));
    }

    private void append(PlannedStep step, Entry entry) {
        in.journal().append(state -> state.runs()
                .open()
                .filter(r -> r.id().equals(runId))
                .filter(r -> r.owner().equals(executor))
                .filter(r -> !r.progress(step.id()).status().isSettled())
                .<Decision>map(r -> new Decision.Append(entry))
                .orElseGet(() -> Decision.stop("not-owner", "another executor, a person or a higher run settled it")));
    }
}
