package io.github.azuredr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.JournalRecord;
import io.github.azuredr.journal.RunEnd;
import io.github.azuredr.journal.RunSummary;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.IfLost;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.run.Limits;
import io.github.azuredr.run.RetryPolicy;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.run.RunReport.Result;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.toy.Staged;
import io.github.azuredr.toy.StagedApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs and executors that take over from others. */
class OvertakingTest {
    private final StagedApplication app = new StagedApplication();
    private final Staged w = app.protect("w");
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void endThreads() {
        released.countDown();
        threads.shutdownNow();
    }

    private void failover() {
        w.drafting = (goal, draft) -> {
            if (goal.movesTheActiveSide()) {
                draft.step("stop", Phase.QUIESCE, Staged.changes("stop", Side.A))
                        .ifLost(IfLost.DEFER_AS_FENCE);
                draft.step("copy", Phase.CATCH_UP, Staged.changes("copy", Side.B));
                draft.step("serve", Phase.ACTIVATE, Staged.changes("serve", Side.B));
                draft.step("tidy", Phase.TIDY, Staged.changes("tidy", Side.A)).ifLost(IfLost.DEFER);
            } else {
                draft.step("copy", Phase.CATCH_UP, Staged.changes("copy", Side.B));
            }
        };
        w.acts.put("copy", at -> Outcome.done().proving(RecoveryPoint.complete(Side.A, at.now())));
    }

    private void blocking(String name) {
        w.acts.put(name, at -> {
            reached.countDown();
            try {
                released.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                return Outcome.inDoubt("interrupted");
            }
            return Outcome.done();
        });
    }

    private DisasterRecovery threaded(String instance) {
        return app.builder(instance)
                .executor(threads)
                .limits(new Limits(8, RetryPolicy.ofDefaults(), Duration.ofMillis(2), Duration.ofMinutes(10)))
                .build();
    }

    private RunReport pausedAt(DisasterRecovery dr, String step, Outcome.Answer answer) {
        w.acts.put(step, at -> answer);
        RunReport paused = dr.run(dr.plan(Goal.failOverTo("centralus")).approvedBy("ann"));
        assertThat(paused.result()).describedAs(paused.text()).isEqualTo(Result.PAUSED);
        w.acts.remove(step);
        return paused;
    }

    @Test
    void aHigherRunSupersedesALowerOneInOneAppendAndItsLeftoversAreListed() {
        DisasterRecovery dr = app.born();
        failover();
        w.acts.put("copy", at -> Outcome.failed("404"));
        assertThat(dr.replicate().result()).isEqualTo(Result.PAUSED);
        w.acts.remove("copy");
        int before = dr.history().size();

        RunReport over = dr.run(dr.plan(Goal.failOverTo("centralus")).approvedBy("ann"));

        assertThat(over.result()).isEqualTo(Result.COMPLETED);
        List<JournalRecord> later = dr.history().subList(before, dr.history().size());
        assertThat(later)
                .filteredOn(r -> r.entry() instanceof Entry.RunStarted || r.entry() instanceof Entry.RunFinished)
                .hasSize(2)
                .first()
                .satisfies(r ->
                        assertThat(((Entry.RunStarted) r.entry()).supersedes()).isPresent());
        RunSummary lower = dr.status().recent().get(0);
        assertThat(lower.end()).isEqualTo(RunEnd.SUPERSEDED);
        assertThat(lower.debts()).containsExactly("w/copy: not done (act copy on B)");
    }

    @Test
    void aSupersededExecutorStopsAndReportsItEvenWhenTheHigherRunIsOverAlready() throws Exception {
        app.born();
        failover();
        blocking("copy");
        DisasterRecovery slow = threaded("slow");
        Future<RunReport> replicating = threads.submit(slow::replicate);
        assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
        w.acts.remove("copy");
        DisasterRecovery other = app.builder("other").build();
        other.run(other.plan(Goal.failOverTo("centralus")).approvedBy("ann")).orThrow();
        other.run(other.plan(Goal.failOverTo("eastus2")).approvedBy("ann")).orThrow();

        RunReport overtaken = replicating.get(20, TimeUnit.SECONDS);

        assertThat(overtaken.result()).isEqualTo(Result.OVERTAKEN);
        assertThat(overtaken.debts()).singleElement().asString().contains("w/copy: nobody knows");
    }

    @Test
    void anEqualRunIsBusyByName() {
        DisasterRecovery dr = app.born();
        failover();
        pausedAt(dr, "copy", Outcome.failed("404"));
        String open = dr.openRun().orElseThrow().id();
        RunReport lower = dr.prepare();
        assertThat(lower.result()).isIn(Result.BUSY, Result.REFUSED);
        RunReport equal = dr.run(dr.plan(Goal.failOverTo("centralus")).approvedBy("bob"));
        assertThat(equal.result()).isEqualTo(Result.BUSY);
        assertThat(equal.reason()).contains("run " + open + " (planned failover to centralus) is open and waits");
    }

    @Test
    void anAdoptedUnfencedStepIsNotLookedAtBeforeTheOldAttemptGaveUp() {
        DisasterRecovery dr = app.born();
        w.drafting = (goal, draft) -> draft.step(
                "a",
                Phase.CATCH_UP,
                Staged.changes("a", Side.B).fenced(Fencing.UNFENCED).within(Duration.ofMinutes(20)));
        w.acts.put("a", at -> {
            throw new NoClassDefFoundError("the process dies here");
        });
        assertThatThrownBy(dr::prepare).isInstanceOf(NoClassDefFoundError.class);
        Instant intended = app.time.now();
        Instant[] looked = new Instant[1];
        w.looks.put("a", () -> {
            looked[0] = app.time.now();
            return Presence.present();
        });

        RunReport adopted = app.builder("two").build().openRun().orElseThrow().adopt("ann", "one is gone");

        assertThat(adopted.result()).isEqualTo(Result.COMPLETED);
        assertThat(looked[0]).isAfterOrEqualTo(intended.plus(Duration.ofMinutes(20)));
    }

    @Test
    void anOvertakenExecutorIsRefusedAtItsNextCall() throws Exception {
        app.born();
        w.drafting = (goal, draft) -> draft.step("a", Phase.CATCH_UP, Staged.changes("a", Side.B));
        CountDownLatch answered = new CountDownLatch(1);
        w.acts.put("a", at -> {
            Staged.Stage port = at.on(Side.B);
            reached.countDown();
            while (true) {
                try {
                    released.await(20, TimeUnit.SECONDS);
                    break;
                } catch (InterruptedException e) {
                    // A client that swallows interrupts goes on, and is stopped at its next call all the same.
                    assertThat(e).isNotNull();
                }
            }
            try {
                port.look("late effect");
            } finally {
                answered.countDown();
            }
            return Outcome.done();
        });
        DisasterRecovery one = threaded("one");
        Future<RunReport> running = threads.submit(one::prepare);
        assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
        w.acts.remove("a");

        assertThat(app.builder("two")
                        .build()
                        .openRun()
                        .orElseThrow()
                        .adopt("ann", "one is slow")
                        .result())
                .isEqualTo(Result.COMPLETED);
        assertThat(running.get(20, TimeUnit.SECONDS).result()).isIn(Result.OVERTAKEN, Result.COMPLETED);
        released.countDown();
        assertThat(answered.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(w.log).doesNotContain("look late effect");
    }
}
