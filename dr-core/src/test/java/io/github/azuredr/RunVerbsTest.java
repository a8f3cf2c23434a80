package io.github.azuredr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.codec.Codec;
import io.github.azuredr.journal.Entry;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.IfLost;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.run.DrEvent;
import io.github.azuredr.run.Limits;
import io.github.azuredr.run.RetryPolicy;
import io.github.azuredr.run.Run;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.run.RunReport.Result;
import io.github.azuredr.run.RunVerbRefusedException;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.toy.Staged;
import io.github.azuredr.toy.StagedApplication;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people do with a run in progress. */
class RunVerbsTest {
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
    void pausedFromAnotherThreadItFinishesTheAttemptUnderWayAndGoesOnWhenResumed() throws Exception {
        app.born();
        failover();
        blocking("stop");
        DisasterRecovery dr = threaded("one");
        Future<RunReport> running = threads.submit(
                () -> dr.run(dr.plan(Goal.failOverTo("centralus")).approvedBy("ann")));
        assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();

        Run run = dr.openRun().orElseThrow();
        assertThat(run.report().result()).isEqualTo(Result.RUNNING);
        run.pause("bob", "wait for the night");
        released.countDown();

        RunReport paused = running.get(20, TimeUnit.SECONDS);
        assertThat(paused.result()).isEqualTo(Result.PAUSED);
        assertThat(paused.reason()).isEqualTo("bob: wait for the night");
        assertThat(w.log).containsExactly("do stop");
        assertThatThrownBy(() -> run.pause("bob", "again")).isInstanceOf(RunVerbRefusedException.class);

        assertThat(run.resume("bob").result()).isEqualTo(Result.COMPLETED);
        assertThat(w.log).containsExactly("do stop", "do copy", "do serve", "do tidy");
        assertThat(app.eventsOf(DrEvent.RunPaused.class)).hasSize(1);
    }

    @Test
    void aFailedStepIsRetriedByAPersonsWord() {
        DisasterRecovery dr = app.born();
        failover();
        pausedAt(dr, "stop", Outcome.failed("404"));
        Run run = dr.openRun().orElseThrow();
        run.retry("w/stop", "ann", "it is there now");
        assertThat(run.resume("ann").result()).isEqualTo(Result.COMPLETED);
        assertThat(w.log).startsWith("do stop", "do stop", "do copy");
    }

    @Test
    void aSkippedStepMakesANamedException() {
        DisasterRecovery dr = app.born();
        failover();
        pausedAt(dr, "stop", Outcome.refused("changed", "by somebody"));
        Run run = dr.openRun().orElseThrow();
        run.skip("w/stop", "ann", "stopped by hand");
        RunReport report = run.resume("ann");
        assertThat(report.result()).isEqualTo(Result.COMPLETED_WITH_EXCEPTIONS);
        assertThat(report.reason()).isEqualTo("the goal is reached without w/stop");
        assertThat(report.debts()).containsExactly("w/stop: not done (act stop on A)");
    }

    @Test
    void whatNobodyCanSeeAPersonSays() {
        DisasterRecovery dr = app.born();
        failover();
        w.looks.put("stop", () -> Presence.unclear("fog"));
        RunReport paused = pausedAt(dr, "stop", Outcome.inDoubt("reset"));
        assertThat(paused.next()).extracting(n -> n.verb()).contains("resolve");
        Run run = dr.openRun().orElseThrow();
        assertThatThrownBy(() -> run.resolve("w/stop", Entry.Decision.SKIP, "ann", "?"))
                .isInstanceOf(IllegalArgumentException.class);
        run.resolve("w/stop", Entry.Decision.NOT_DONE, "ann", "I see it running");
        assertThat(run.resume("ann").result()).isEqualTo(Result.COMPLETED);
        assertThat(w.log).startsWith("do stop", "look stop", "do stop", "do copy");
    }

    @Test
    void aVerbThatDoesNotApplyIsRefusedAndChangesNothing() throws Exception {
        app.born();
        failover();
        blocking("copy");
        DisasterRecovery dr = threaded("one");
        Future<RunReport> running = threads.submit(
                () -> dr.run(dr.plan(Goal.failOverTo("centralus")).approvedBy("ann")));
        assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
        Run run = dr.openRun().orElseThrow();
        int before = dr.history().size();

        assertThatThrownBy(() -> run.retry("w/copy", "ann", "?")).hasMessageContaining("is INTENDED");
        assertThatThrownBy(() -> run.retry("w/serve", "ann", "?")).hasMessageContaining("is PENDING");
        assertThatThrownBy(() -> run.retry("w/stop", "ann", "?")).hasMessageContaining("is settled: DONE");
        assertThatThrownBy(() -> run.skip("w/none", "ann", "?")).hasMessageContaining("it has no step 'w/none'");
        assertThatThrownBy(() -> run.resume("ann")).hasMessageContaining("it is not paused");
        assertThatThrownBy(() -> run.acceptLossUpTo(Duration.ofHours(1), "ann", "?"))
                .hasMessageContaining("not a forced run");
        assertThat(dr.history()).hasSize(before);

        released.countDown();
        assertThat(running.get(20, TimeUnit.SECONDS).result()).isEqualTo(Result.COMPLETED);
        assertThatThrownBy(() -> run.cancel("ann", "?")).hasMessageContaining("it is over");
    }

    @Test
    void abandonLeavesEverythingAndListsIt() {
        DisasterRecovery dr = app.born();
        failover();
        pausedAt(dr, "copy", Outcome.failed("404"));
        RunReport report = dr.openRun().orElseThrow().abandon("ann", "enough");
        assertThat(report.result()).isEqualTo(Result.ABANDONED);
        assertThat(report.reason()).isEqualTo("given up by ann: enough");
        assertThat(report.debts())
                .containsExactly("w/stop: took place and stays (act stop on A)", "w/copy: not done (act copy on B)");
        assertThat(dr.status().active()).isEmpty();
        assertThat(dr.status().next()).extracting(n -> n.verb()).contains("plan");
        assertThat(app.eventsOf(DrEvent.RunEnded.class)).last().satisfies(e -> assertThat(e.result())
                .isEqualTo(Result.ABANDONED));
    }

    @Test
    void cancelIsRefusedPastThePointOfNoReturn() {
        DisasterRecovery dr = app.born();
        failover();
        pausedAt(dr, "serve", Outcome.failed("404"));
        Run run = dr.openRun().orElseThrow();
        assertThat(run.nextActions()).extracting(n -> n.verb()).doesNotContain("cancel");
        assertThatThrownBy(() -> run.cancel("ann", "?")).hasMessageContaining("past its point of no return");
    }

    @Test
    void theReportThatIsKeptIsTheReportThatIsReturned() {
        DisasterRecovery dr = app.born();
        failover();
        pausedAt(dr, "copy", Outcome.failed("404"));
        RunReport cancelled = dr.openRun().orElseThrow().cancel("ann", "not now");
        String hash = dr.status().recent().get(0).report().orElseThrow();
        RunReport kept = Codec.create().read(app.store.attached.get(hash), RunReport.class);
        assertThat(kept.debts()).isEqualTo(cancelled.debts()).isNotEmpty();
        assertThat(kept.result()).isEqualTo(Result.CANCELLED);
        assertThat(kept.next()).isEqualTo(cancelled.next());
    }
}
