package io.github.azuredr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.JournalRecord;
import io.github.azuredr.journal.JournalState;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.IfLost;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.plan.PlanException;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.run.RunReport.Result;
import io.github.azuredr.run.SafetyRule;
import io.github.azuredr.step.StepTypes;
import io.github.azuredr.toy.Staged;
import io.github.azuredr.toy.StagedApplication;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a bad plan or approval gets: a refusal that names the rule, before anything changes. */
class BadPlanTest {
    private final StagedApplication app = new StagedApplication();
    private final Staged w = app.protect("w");

    private static Staged.Act act(String name) {
        return Staged.changes(name, Side.B);
    }

    private long runs(DisasterRecovery dr) {
        return dr.history().stream()
                .map(JournalRecord::entry)
                .filter(Entry.RunStarted.class::isInstance)
                .count();
    }

    @Test
    void anEmptyPlanIsNeverARun() {
        DisasterRecovery dr = app.born();
        RunReport report = dr.run(dr.plan(Goal.failOverTo("eastus2")).approvedBy("ann"));
        assertThat(report.result()).isEqualTo(Result.NOTHING_TO_DO);
        assertThat(runs(dr)).isZero();
    }

    @Test
    void aCycleInAPlan() {
        DisasterRecovery dr = app.born();
        w.drafting = (goal, draft) -> {
            draft.step("x", Phase.CATCH_UP, act("x")).after("y");
            draft.step("y", Phase.CATCH_UP, act("y")).after("x");
        };
        assertThatThrownBy(() -> dr.plan(Goal.prepare()))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("cycle w/x -> w/y -> w/x");
        assertThat(runs(dr)).isZero();
    }

    @Test
    void aDuplicateStepId() {
        DisasterRecovery dr = app.born();
        w.drafting = (goal, draft) -> {
            draft.step("x", Phase.CATCH_UP, act("x"));
            draft.step("x", Phase.CATCH_UP, act("y"));
        };
        assertThatThrownBy(() -> dr.plan(Goal.prepare())).hasMessageContaining("duplicate step id 'w/x'");
    }

    @Test
    void aPredecessorThatIsMissingOrLater() {
        DisasterRecovery dr = app.born();
        w.drafting = (goal, draft) -> draft.step("x", Phase.CATCH_UP, act("x")).after("gone");
        assertThatThrownBy(() -> dr.plan(Goal.prepare()))
                .hasMessageContaining("step w/x: comes after 'w/gone', which is not in the plan");
        w.drafting = (goal, draft) -> {
            draft.step("x", Phase.CATCH_UP, act("x")).after("y");
            draft.step("y", Phase.TIDY, act("y"));
        };
        assertThatThrownBy(() -> dr.plan(Goal.prepare())).hasMessageContaining("in the later phase TIDY");
    }

    @Test
    void stepsThatBreakARuleOfEveryPlan() {
        PlanDraft<Staged.Stage> draft = new PlanDraft<>("w", w.stepTypes());
        draft.step("x", Phase.PROVE, act("x"));
        assertThatThrownBy(draft::steps).hasMessageContaining("phase PROVE allows only READS");

        PlanDraft<Staged.Stage> fence = new PlanDraft<>("w", w.stepTypes());
        fence.step("x", Phase.FENCE, act("x"));
        assertThatThrownBy(fence::steps).hasMessageContaining("phase FENCE belongs to core");

        PlanDraft<Staged.Stage> late = new PlanDraft<>("w", w.stepTypes());
        late.step("x", Phase.QUIESCE, Staged.reads("x", Side.A)).ifLost(IfLost.DEFER);
        assertThatThrownBy(late::steps).hasMessageContaining("only an effect on one side alone may be deferred");

        PlanDraft<Staged.Stage> never = new PlanDraft<>("w", w.stepTypes());
        never.step("x", Phase.TIDY, act("x").within(Duration.ZERO));
        assertThatThrownBy(never::steps).hasMessageContaining("timeout must be longer than zero");
    }

    @Test
    void aStepTypeThatIsNotRegistered() {
        assertThatThrownBy(() -> new PlanDraft<>("w", StepTypes.<Staged.Stage>none()).step("x", Phase.TIDY, act("x")))
                .hasMessageContaining("not registered in the contract's stepTypes()");
    }

    @Test
    void anApprovalUsedTwice() {
        DisasterRecovery dr = app.born();
        w.drafting = (goal, draft) -> draft.step("x", Phase.TIDY, Staged.destroys("x", Side.B));
        Plan plan = dr.plan(Goal.endDrill());
        assertThat(dr.run(plan.approvedBy("ann").destroying("x")).result()).isEqualTo(Result.COMPLETED);
        long before = runs(dr);
        RunReport again = dr.run(plan.approvedBy("bob").destroying("x"));
        assertThat(again.result()).isEqualTo(Result.REFUSED);
        assertThat(again.reason()).startsWith("approval-used:");
        assertThat(runs(dr)).isEqualTo(before);
    }

    @Test
    void anApprovalThatDoesNotNameWhatIsDestroyed() {
        DisasterRecovery dr = app.born();
        w.drafting = (goal, draft) -> {
            draft.step("x", Phase.TIDY, Staged.destroys("x", Side.B));
            draft.step("y", Phase.TIDY, Staged.destroys("y", Side.B));
        };
        Plan plan = dr.plan(Goal.endDrill());
        RunReport report = dr.run(plan.approvedBy("ann").destroying("x"));
        assertThat(report.result()).isEqualTo(Result.REFUSED);
        assertThat(report.reason()).startsWith("victims-not-named:").contains("destroying(\"y\")");
        assertThat(dr.run(plan.approvedBy("ann").destroying("x", "y")).result()).isEqualTo(Result.COMPLETED);
    }

    @Test
    void anApprovalForAnotherPrintedHash() {
        DisasterRecovery dr = app.born();
        w.drafting = (goal, draft) -> draft.step("x", Phase.TIDY, Staged.changes("x", Side.B));
        Plan plan = dr.plan(Goal.prepare());
        String hash = plan.hash();
        assertThat(plan.approvedBy("ann")
                        .ofHash(hash)
                        .ofHash(hash.substring(0, 12))
                        .plan())
                .isSameAs(plan);
        assertThatThrownBy(() -> plan.approvedBy("ann").ofHash(hash.substring(0, 11)))
                .hasMessageContaining("12 characters");
        assertThatThrownBy(() -> plan.approvedBy("ann").ofHash("f".repeat(64))).hasMessageContaining("approve again");
    }

    @Test
    void anApprovalThatExpired() {
        DisasterRecovery dr = app.born();
        Plan plan = dr.plan(Goal.failOverTo("centralus"));
        app.time.advance(Duration.ofMinutes(61));
        RunReport late = dr.run(plan.approvedBy("ann"));
        assertThat(late.result()).isEqualTo(Result.REFUSED);
        assertThat(late.reason()).startsWith("approval-expired:");
        assertThat(runs(dr)).isZero();
    }

    @Test
    void aPlanWhoseLooksNoLongerProveAnything() {
        DisasterRecovery dr = app.born();
        Plan plan = dr.plan(Goal.failOverTo("centralus"));
        app.time.advance(Duration.ofHours(25));
        RunReport late = dr.run(plan.approvedBy("ann").validFor(Duration.ofDays(7)));
        assertThat(late.reason()).startsWith("readiness-expired:");
        assertThat(runs(dr)).isZero();
    }

    @Test
    void anApprovalForAnotherEpoch() {
        DisasterRecovery dr = app.born();
        Plan old = dr.plan(Goal.failOverTo("centralus"));
        dr.run(dr.plan(Goal.failOverTo("centralus")).approvedBy("bob")).orThrow();
        long before = runs(dr);
        RunReport refused = dr.run(old.approvedBy("ann"));
        assertThat(refused.result()).isEqualTo(Result.REFUSED);
        assertThat(refused.reason()).startsWith("other-epoch:");
        assertThat(runs(dr)).isEqualTo(before);
    }

    @Test
    void aLossAboveTheApprovedCeiling() {
        DisasterRecovery dr = app.born();
        dr.plan(Goal.prepare());
        w.dark.add(Side.A);
        Plan plan = dr.plan(Goal.forceFailOverTo("centralus"));
        RunReport refused = dr.run(plan.approvedBy("ann").acceptingLossUpTo(Duration.ofDays(999)));
        assertThat(refused.result()).isEqualTo(Result.REFUSED);
        assertThat(refused.reason()).startsWith("loss-above-ceiling: w may lose everything");
        assertThat(runs(dr)).isZero();
    }

    @Test
    void aPlanOfAnotherJournal() {
        StagedApplication elsewhere = new StagedApplication();
        elsewhere.protect("w");
        Plan foreign = elsewhere.born().plan(Goal.failOverTo("centralus"));
        DisasterRecovery dr = app.born();
        RunReport refused = dr.run(foreign.approvedBy("ann"));
        assertThat(refused.reason()).startsWith("foreign-plan:");
        assertThat(runs(dr)).isZero();
    }

    @Test
    void aPlanWithoutTheApprovalItNeeds() {
        DisasterRecovery dr = app.born();
        RunReport refused = dr.run(dr.plan(Goal.failOverTo("centralus")));
        assertThat(refused.result()).isEqualTo(Result.REFUSED);
        assertThat(refused.reason()).startsWith("not-approved:");
        assertThatThrownBy(refused::orThrow).isInstanceOf(RunReport.RunNotCompletedException.class);
        assertThat(runs(dr)).isZero();
    }

    @Test
    void aConcernThatWasNotAcceptedByName() {
        DisasterRecovery dr = app.born();
        w.drafting = (goal, draft) -> {
            draft.mustAccept("half-open", "the toy is half open");
            draft.step("x", Phase.CATCH_UP, act("x"));
        };
        Plan plan = dr.plan(Goal.failOverTo("centralus"));
        assertThat(dr.run(plan.approvedBy("ann")).reason()).startsWith("not-accepted: 'half-open'");
        assertThat(runs(dr)).isZero();
        assertThat(dr.run(plan.approvedBy("ann").accepting("half-open")).result())
                .isEqualTo(Result.COMPLETED);
    }

    @Test
    void anApprovalByNobodyOrOfANegativeLoss() {
        Plan plan = app.born().plan(Goal.failOverTo("centralus"));
        assertThatThrownBy(() -> plan.approvedBy(" ")).hasMessageContaining("approval.by");
        assertThatThrownBy(() -> plan.approvedBy("ann").acceptingLossUpTo(Duration.ofMinutes(-1)))
                .hasMessageContaining("approval.lossCeiling");
        assertThatThrownBy(() -> plan.approvedBy("ann").validFor(Duration.ZERO))
                .hasMessageContaining("approval.validFor");
    }

    @Test
    void anApplicationsOwnRuleRefusesByItsName() {
        app.born();
        DisasterRecovery dr = app.builder("two")
                .safetyRule(new SafetyRule() {
                    @Override
                    public String name() {
                        return "freeze";
                    }

                    @Override
                    public Optional<String> objection(Plan plan, JournalState now) {
                        return Optional.of("the year's last week");
                    }
                })
                .build();
        RunReport refused = dr.run(dr.plan(Goal.failOverTo("centralus")).approvedBy("ann"));
        assertThat(refused.reason()).isEqualTo("freeze: the year's last week");
        assertThat(runs(dr)).isZero();
    }
}
