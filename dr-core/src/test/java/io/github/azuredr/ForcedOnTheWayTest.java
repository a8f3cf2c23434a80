package io.github.azuredr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.IfLost;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.run.Run;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.run.RunReport.Result;
import io.github.azuredr.run.RunVerbRefusedException;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.toy.Staged;
import io.github.azuredr.toy.StagedApplication;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs that are forced, or whose loss grew, after they began. */
class ForcedOnTheWayTest {
    private final StagedApplication app = new StagedApplication();
    private final Staged w = app.protect("w");
    private final ExecutorService threads = Executors.newCachedThreadPool();
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

    private RunReport pausedAt(DisasterRecovery dr, String step, Outcome.Answer answer) {
        w.acts.put(step, at -> answer);
        RunReport paused = dr.run(dr.plan(Goal.failOverTo("centralus")).approvedBy("ann"));
        assertThat(paused.result()).describedAs(paused.text()).isEqualTo(Result.PAUSED);
        w.acts.remove(step);
        return paused;
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
}
