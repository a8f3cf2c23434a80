package io.github.azuredr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.plan.PlanException;
import io.github.azuredr.run.Run;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.run.RunReport.Result;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.toy.Staged;
import io.github.azuredr.toy.StagedApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a run did before its point of no return is taken back when it is cancelled. */
class UndoTest {
    private final StagedApplication app = new StagedApplication();
    private final Staged w = app.protect("w");

    @BeforeEach
    void aFailoverThatStopsTwoJobs() {
        drafting(draft -> {
            draft.step("stop", Phase.QUIESCE, Staged.changes("stop", Side.A));
            draft.step("stop-too", Phase.QUIESCE, Staged.changes("stop-too", Side.A))
                    .after("stop");
            draft.undo("start", "stop", Staged.changes("start", Side.A));
            draft.undo("start-too", "stop-too", Staged.changes("start-too", Side.A));
            draft.step("copy", Phase.CATCH_UP, Staged.changes("copy", Side.B));
            draft.step("serve", Phase.ACTIVATE, Staged.changes("serve", Side.B));
        });
    }

    private void drafting(Consumer<PlanDraft<Staged.Stage>> steps) {
        w.drafting = (goal, draft) -> steps.accept(draft);
    }

    private Run pausedAt(DisasterRecovery dr, String step, Outcome.Answer answer) {
        w.acts.put(step, at -> answer);
        RunReport paused = dr.run(dr.plan(Goal.failOverTo("centralus")).approvedBy("ann"));
        assertThat(paused.result()).describedAs(paused.text()).isEqualTo(Result.PAUSED);
        w.acts.remove(step);
        return dr.openRun().orElseThrow();
    }

    @Test
    void aCancelledRunTakesBackTheLastEffectFirstAndThenGivesTheOldSideBack() {
        DisasterRecovery dr = app.born();
        Run run = pausedAt(dr, "copy", Outcome.failed("404"));
        w.acts.put("start", at -> {
            assertThat(dr.status().active()).describedAs("not served yet").isEmpty();
            return Outcome.done();
        });

        RunReport report = run.cancel("ann", "not tonight");

        assertThat(report.result()).isEqualTo(Result.CANCELLED);
        assertThat(w.log).containsExactly("do stop", "do stop-too", "do copy", "do start-too", "do start");
        assertThat(dr.status().active()).contains("eastus2 (A)");
        assertThat(report.debts()).containsExactly("w/copy: not done (act copy on B)");
    }

    @Test
    void whatWasNotBegunIsNotTakenBack() {
        DisasterRecovery dr = app.born();
        Run run = pausedAt(dr, "stop", Outcome.failed("409"));
        run.cancel("ann", "not tonight");
        assertThat(w.log).containsExactly("do stop", "do start");
    }

    @Test
    void whatDeclinedChangedNothingAndIsNotTakenBack() {
        DisasterRecovery dr = app.born();
        Run run = pausedAt(dr, "stop", Outcome.refused("changed", "by somebody"));
        run.cancel("ann", "not tonight");
        assertThat(w.log).containsExactly("do stop");
    }

    @Test
    void aRunThatCompletesUndoesNothingAndDoesNotSpeakOfIt() {
        DisasterRecovery dr = app.born();
        RunReport report = dr.run(dr.plan(Goal.failOverTo("centralus")).approvedBy("ann"));
        assertThat(report.result()).isEqualTo(Result.COMPLETED);
        assertThat(w.log).containsExactly("do stop", "do stop-too", "do copy", "do serve");
        assertThat(report.text()).doesNotContain("w/start ");
    }

    @Test
    void anUndoThatFailsWaitsForAPersonWhoMayTryItAgain() {
        DisasterRecovery dr = app.born();
        Run run = pausedAt(dr, "copy", Outcome.failed("404"));
        w.acts.put("start", at -> Outcome.failed("no quota"));

        RunReport paused = run.cancel("ann", "not tonight");

        assertThat(paused.result()).isEqualTo(Result.PAUSED);
        assertThat(paused.reason()).isEqualTo("step w/start: no quota");
        assertThat(paused.next())
                .extracting(n -> n.verb())
                .contains("retry", "skip")
                .doesNotContain("cancel");
        w.acts.remove("start");
        run.retry("w/start", "ann", "there is quota now");
        assertThat(run.resume("ann").result()).isEqualTo(Result.CANCELLED);
        assertThat(dr.status().active()).contains("eastus2 (A)");
    }

    @Test
    void anUndoThatIsSkippedIsListedAsLeftBehind() {
        DisasterRecovery dr = app.born();
        Run run = pausedAt(dr, "copy", Outcome.failed("404"));
        w.acts.put("start", at -> Outcome.failed("no quota"));
        run.cancel("ann", "not tonight");
        run.skip("w/start", "ann", "started by hand");
        RunReport report = run.resume("ann");
        assertThat(report.debts())
                .containsExactly(
                        "w/stop: took place and stays (act stop on A)",
                        "w/start: not done (act start on A)",
                        "w/copy: not done (act copy on B)");
        assertThat(dr.status().active()).contains("eastus2 (A)");
    }

    @Test
    void anUndoInDoubtIsLookedAtAndNotRepeatedWhenItTookPlace() {
        DisasterRecovery dr = app.born();
        Run run = pausedAt(dr, "copy", Outcome.failed("404"));
        w.acts.put("start", at -> Outcome.inDoubt("connection reset"));
        w.looks.put("start", Presence::present);
        run.cancel("ann", "not tonight");
        assertThat(w.log).endsWith("do start", "look start");
        assertThat(dr.status().active()).contains("eastus2 (A)");
    }

    @Test
    void anUnfencedEffectThatMayStillLandIsWaitedOutBeforeItIsTakenBack() {
        Duration hour = Duration.ofHours(1);
        drafting(draft -> {
            draft.step(
                    "stop", Phase.QUIESCE, new Staged.Act("stop", Side.A, EffectKind.CHANGES, Fencing.UNFENCED, hour));
            draft.undo("start", "stop", Staged.changes("start", Side.A));
        });
        DisasterRecovery dr = app.born();
        w.acts.put("stop", at -> {
            throw new AssertionError("the process dies here");
        });
        assertThatThrownBy(() -> dr.run(dr.plan(Goal.failOverTo("centralus")).approvedBy("ann")))
                .isInstanceOf(AssertionError.class);
        Instant before = app.time.now();

        DisasterRecovery next = app.builder("two").build();
        next.openRun().orElseThrow().cancel("ann", "not tonight");

        assertThat(w.log).containsExactly("do stop", "do start");
        assertThat(Duration.between(before, app.time.now())).isGreaterThanOrEqualTo(hour);
    }

    @Test
    void thePlanPageSaysWhatCancellingWouldTakeBack() {
        Plan plan = app.born().plan(Goal.failOverTo("centralus"));
        assertThat(plan.text())
                .contains("UNDO  (only if it is cancelled after the step it takes back; before the old side is given"
                        + " back)\n  w/start ");
    }

    @Test
    void onlyEffectsBeforeThePointOfNoReturnCanBeTakenBack() {
        drafting(draft -> {
            draft.step("serve", Phase.ACTIVATE, Staged.changes("serve", Side.B));
            draft.undo("unserve", "serve", Staged.changes("unserve", Side.B));
        });
        DisasterRecovery dr = app.born();
        assertThatThrownBy(() -> dr.plan(Goal.failOverTo("centralus")))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("step w/unserve: cannot undo w/serve in ACTIVATE");
    }

    @Test
    void anUndoNeverDestroys() {
        drafting(draft -> {
            draft.step("stop", Phase.QUIESCE, Staged.changes("stop", Side.A));
            draft.undo("wipe", "stop", Staged.destroys("wipe", Side.A));
        });
        DisasterRecovery dr = app.born();
        assertThatThrownBy(() -> dr.plan(Goal.failOverTo("centralus")))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("cancelling must never need an approval of its own");
    }
}
