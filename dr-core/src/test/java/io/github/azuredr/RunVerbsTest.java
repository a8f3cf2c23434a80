package io.github.azuredr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.codec.Codec;
import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.JournalRecord;
import io.github.azuredr.journal.RunEnd;
import io.github.azuredr.journal.RunSummary;
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

/** What people and other instances do with a run in progress. */
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
    void withNoSideActiveTheOneThatWasActiveLastIsTheSourceAndComesBackOnlyByForce() {
        DisasterRecovery dr = app.born();
        failover();
        pausedAt(dr, "copy", Outcome.failed("404"));
        dr.openRun().orElseThrow().abandon("ann", "enough");

        assertThat(dr.plan(Goal.failOverTo("eastus2")).blockers())
                .singleElement()
                .satisfies(c -> assertThat(c.id()).isEqualTo("was-active-last"));
        w.drafting = (goal, draft) -> {};
        RunReport back = dr.run(dr.plan(Goal.forceFailOverTo("eastus2"))
                .approvedBy("ann")
                .acceptingLossUpTo(Duration.ZERO)
                .accepting("readiness-expired"));
        assertThat(back.result()).describedAs(back.text()).isEqualTo(Result.COMPLETED);
        assertThat(back.bounds()).allSatisfy(b -> assertThat(b.age()).contains(Duration.ZERO));
        assertThat(dr.status().active()).contains("eastus2 (A)");
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
    void forcingOnTheWayMeasuresTheLossAndRefusesMoreThanTheCeiling() {
        DisasterRecovery dr = app.born();
        failover();
        dr.replicate().orThrow();
        app.time.advance(Duration.ofMinutes(20));
        pausedAt(dr, "stop", Outcome.failed("no route"));
        w.dark.add(Side.A);
        Run run = dr.openRun().orElseThrow();

        assertThatThrownBy(() -> run.forceNow(Duration.ofMinutes(5), "ann", "A is gone"))
                .isInstanceOf(RunVerbRefusedException.class)
                .hasMessageContaining("w may lose up to PT20M");

        RunReport forced = run.forceNow(Duration.ofMinutes(30), "ann", "A is gone");
        assertThat(forced.result()).describedAs(forced.text()).isEqualTo(Result.COMPLETED);
        assertThat(forced.goal()).isEqualTo("planned failover to centralus, forced on the way");
        assertThat(forced.bounds()).singleElement().satisfies(b -> assertThat(b.age())
                .contains(Duration.ofMinutes(20)));
        assertThat(forced.deferred()).hasSize(2);
    }

    @Test
    void aLossThatGrewAboveTheCeilingBeforeTheFencePausesUntilItIsAccepted() {
        DisasterRecovery dr = app.born();
        failover();
        dr.replicate().orThrow();
        w.drafting = (goal, draft) -> {
            draft.step("check", Phase.PROVE, Staged.reads("check", Side.B));
            draft.step("serve", Phase.ACTIVATE, Staged.changes("serve", Side.B));
        };
        w.acts.put("check", at -> {
            at.pause(Duration.ofMinutes(15));
            return Outcome.done();
        });
        RunReport paused = dr.run(
                dr.plan(Goal.forceFailOverTo("centralus")).approvedBy("ann").acceptingLossUpTo(Duration.ofMinutes(10)));
        assertThat(paused.result()).isEqualTo(Result.PAUSED);
        assertThat(paused.reason()).contains("w may lose up to PT15M, more than the approved PT10M");
        assertThat(dr.status().active()).contains("eastus2 (A)");
        Run run = dr.openRun().orElseThrow();
        assertThat(run.nextActions()).extracting(n -> n.verb()).contains("acceptLossUpTo");
        run.acceptLossUpTo(Duration.ofMinutes(20), "ann", "so be it");
        assertThat(run.resume("ann").result()).isEqualTo(Result.COMPLETED);
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
