package io.github.azuredr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.contract.Readiness;
import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.JournalRecord;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.IfLost;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.plan.PlannedStep;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.run.RunReport.Result;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.toy.Staged;
import io.github.azuredr.toy.StagedApplication;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a forced failover puts off, and who does it when. */
class DeferredStepsTest {
    private final StagedApplication app = new StagedApplication();
    private final Staged w = app.protect("w");
    private DisasterRecovery dr;

    @BeforeEach
    void forcedToB() {
        dr = app.born();
        w.drafting = (goal, draft) -> {
            if (goal instanceof Goal.Replicate) {
                draft.step("copy", Phase.CATCH_UP, Staged.changes("copy", Side.B));
            } else if (goal.movesTheActiveSide()) {
                draft.step("stop", Phase.QUIESCE, Staged.changes("stop", Side.A))
                        .ifLost(IfLost.DEFER_AS_FENCE);
                draft.step("drain", Phase.CATCH_UP, Staged.reads("drain", Side.A));
                draft.step("tidy", Phase.TIDY, Staged.changes("tidy", Side.A)).ifLost(IfLost.DEFER);
            } else if (goal instanceof Goal.Reprotect) {
                draft.step("compare", Phase.CATCH_UP, Staged.reads("compare", Side.A));
            }
        };
        w.acts.put("copy", at -> Outcome.done().proving(RecoveryPoint.complete(Side.A, at.now())));
        dr.replicate().orThrow();
        w.log.clear();
        w.dark.add(Side.A);
        RunReport report = dr.run(
                dr.plan(Goal.forceFailOverTo("centralus")).approvedBy("ann").acceptingLossUpTo(Duration.ofHours(1)));
        assertThat(report.result()).describedAs(report.text()).isEqualTo(Result.COMPLETED);
        assertThat(report.steps())
                .extracting(RunReport.StepLine::status)
                .containsExactly("DEFERRED", "DROPPED", "DEFERRED");
        assertThat(w.log).isEmpty();
    }

    @Test
    void whileTheSideIsDarkNothingIsTried() {
        dr.readiness();
        assertThat(w.log).isEmpty();
        assertThat(dr.status().deferred()).hasSize(2);
    }

    @Test
    void theFenceIsDoneByAnyInstanceAsSoonAsTheSideAnswersAndOnlyOnce() {
        w.dark.clear();
        DisasterRecovery other = app.builder("other").build();
        other.readiness();
        dr.readiness();
        assertThat(w.log).containsExactly("do stop");
        assertThat(dr.status().lost()).isEmpty();
        assertThat(dr.status().deferred()).singleElement().asString().contains("w/tidy");
        assertThat(dr.history())
                .extracting(JournalRecord::entry)
                .filteredOn(Entry.DeferredIntended.class::isInstance)
                .singleElement()
                .satisfies(e -> assertThat(((Entry.DeferredIntended) e).epoch()).isEqualTo(3));
    }

    @Test
    void aFenceInDoubtIsLookedAtBeforeItIsRepeated() {
        w.dark.clear();
        w.acts.put("stop", at -> Outcome.inDoubt("reset"));
        dr.readiness();
        w.looks.put("stop", Presence::present);
        dr.readiness();
        assertThat(w.log).containsExactly("do stop", "look stop");
        assertThat(dr.status().deferred()).hasSize(1);
    }

    @Test
    void aFenceThatFailedIsTriedAgain() {
        w.dark.clear();
        w.acts.put("stop", at -> Outcome.failed("403"));
        dr.readiness();
        assertThat(dr.status().deferred()).hasSize(2);
        w.acts.remove("stop");
        dr.readiness();
        assertThat(w.log).containsExactly("do stop", "do stop");
    }

    @Test
    void reprotectTakesOverWhatWasDeferredUnderItsOwnApproval() {
        w.dark.clear();
        dr.readiness();
        Plan plan = dr.plan(Goal.reprotect());
        assertThat(plan.needsApproval()).isTrue();
        assertThat(plan.steps()).extracting(PlannedStep::id).anyMatch(id -> id.endsWith(":tidy"));
        RunReport report = dr.run(plan.approvedBy("bob"));
        assertThat(report.result()).describedAs(report.text()).isEqualTo(Result.COMPLETED);
        assertThat(w.log).containsExactly("do stop", "do tidy", "do compare");
        assertThat(dr.status().deferred()).isEmpty();
    }

    @Test
    void aFenceLapsesWhenItsSideIsActiveAgain() {
        w.dark.clear();
        w.acts.put("stop", at -> Outcome.failed("403"));
        dr.readiness();
        dr.run(dr.plan(Goal.reprotect()).approvedBy("bob").accepting("fence-owed"))
                .orThrow();
        w.drafting = (goal, draft) -> {};
        dr.run(dr.plan(Goal.failOverTo("eastus2")).approvedBy("bob")).orThrow();
        w.log.clear();
        dr.readiness();
        assertThat(w.log).isEmpty();
        assertThat(dr.status().deferred()).isEmpty();
        assertThat(dr.history())
                .extracting(JournalRecord::entry)
                .filteredOn(Entry.DeferredLapsed.class::isInstance)
                .hasSize(1);
    }

    @Test
    void aFenceOfAWorkloadThatIsNoLongerProtectedIsLeftOutAndNamed() {
        StagedApplication later = new StagedApplication(app);
        later.protect("x");
        DisasterRecovery without = later.builder("later").build();
        assertThat(without.initialise()).isTrue();
        Readiness readiness = without.readiness();
        assertThat(w.log).isEmpty();
        assertThat(readiness.text())
                .contains("deferred-unprotected")
                .contains("w/stop")
                .contains("workload 'w'");
        assertThat(without.status().deferred()).hasSize(2);
        assertThat(without.status().lost()).isEmpty();
    }

    @Test
    void aForcedRunGivenUpBeforeItsFenceOwesNothing() {
        StagedApplication fresh = new StagedApplication();
        Staged x = fresh.protect("x");
        DisasterRecovery other = fresh.born();
        x.drafting = (goal, draft) -> {
            if (goal.movesTheActiveSide()) {
                draft.step("check", Phase.PROVE, Staged.reads("check", Side.B));
                draft.step("tidy", Phase.TIDY, Staged.changes("tidy", Side.A)).ifLost(IfLost.DEFER);
            } else {
                draft.step("copy", Phase.CATCH_UP, Staged.changes("copy", Side.B));
            }
        };
        x.acts.put("copy", at -> Outcome.done().proving(RecoveryPoint.complete(Side.A, at.now())));
        x.acts.put("check", at -> Outcome.failed("B is not fit"));
        other.replicate().orThrow();
        RunReport paused = other.run(
                other.plan(Goal.forceFailOverTo("centralus")).approvedBy("ann").acceptingLossUpTo(Duration.ofHours(1)));
        assertThat(paused.result()).isEqualTo(Result.PAUSED);
        other.openRun().orElseThrow().abandon("ann", "a false alarm");
        assertThat(other.status().deferred()).isEmpty();
        assertThat(other.status().active()).contains("eastus2 (A)");
        assertThat(other.status().lost()).isEmpty();
    }

    @Test
    void aReprotectWithoutAnyStepStillReconciles() {
        w.dark.clear();
        dr.readiness();
        dr.run(dr.plan(Goal.reprotect()).approvedBy("bob")).orThrow();
        dr.run(dr.plan(Goal.failOverTo("eastus2")).approvedBy("bob")).orThrow();
        dr.replicate().orThrow();
        w.drafting = (goal, draft) -> {};
        w.dark.add(Side.A);
        w.acts.put("copy", at -> Outcome.done().proving(RecoveryPoint.complete(Side.A, at.now())));
        dr.run(dr.plan(Goal.forceFailOverTo("centralus")).approvedBy("ann").acceptingLossUpTo(Duration.ofHours(1)))
                .orThrow();
        w.dark.clear();
        dr.readiness();
        assertThat(dr.run(dr.plan(Goal.reprotect()).approvedBy("bob")).result()).isEqualTo(Result.COMPLETED);
        assertThat(dr.run(dr.plan(Goal.reprotect()).approvedBy("eve")).result()).isEqualTo(Result.NOTHING_TO_DO);
        assertThat(dr.plan(Goal.failOverTo("eastus2")).blockers()).isEmpty();
    }
}
