package io.github.azuredr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.FileJournalStore;
import io.github.azuredr.journal.Journal;
import io.github.azuredr.journal.JournalException;
import io.github.azuredr.journal.JournalRecord;
import io.github.azuredr.journal.JournalState;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.IfLost;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.plan.PlanException;
import io.github.azuredr.recovery.RecoveryObjectives;
import io.github.azuredr.recovery.ReplicationPolicy;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.run.RunReport.Result;
import io.github.azuredr.run.SafetyRule;
import io.github.azuredr.step.StepTypes;
import io.github.azuredr.toy.MemoryStore;
import io.github.azuredr.toy.Staged;
import io.github.azuredr.toy.StagedApplication;
import io.github.azuredr.toy.TestTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bad input gets: an error that names the field and the rule, before anything changes. */
class BadInputTest {
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
    void equalRegions() {
        assertThatThrownBy(() -> RegionPair.of("eastus2", "eastus2")).hasMessageContaining("eastus2");
    }

    @Test
    void anUnknownRegion() {
        assertThatThrownBy(() -> RegionPair.of("eastus2", "atlantis")).hasMessageContaining("atlantis");
    }

    @Test
    void aRegionThatIsNotOfThePair() {
        DisasterRecovery dr = app.born();
        assertThatThrownBy(() -> dr.plan(Goal.failOverTo("westeurope")))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("westeurope")
                .hasMessageContaining("eastus2 (A)")
                .hasMessageContaining("centralus (B)");
        assertThat(dr.history()).hasSize(1);
    }

    @Test
    void objectivesThatAreNotPositive() {
        assertThatThrownBy(() -> RecoveryObjectives.rpo(Duration.ofMinutes(-1)))
                .hasMessageContaining("objectives.rpo: must be longer than zero");
        assertThatThrownBy(() -> RecoveryObjectives.rpo(Duration.ofMinutes(1)).rto(Duration.ZERO))
                .hasMessageContaining("objectives.rto");
    }

    @Test
    void aCadenceThatCannotMeetTheRpo() {
        assertThatThrownBy(() -> app.builder("one")
                        .replicating(ReplicationPolicy.every(Duration.ofMinutes(31)))
                        .build())
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("replication.every")
                .hasMessageContaining("PT30M");
        assertThat(app.store.records).isEmpty();
    }

    @Test
    void missingBuilderFieldsAreNamedOneByOne() {
        DisasterRecoveryBuilder builder = DisasterRecovery.named("orders");
        assertThatThrownBy(builder::build).hasMessageContaining("builder.between: is missing");
        builder.between(RegionPair.of("eastus2", "centralus"));
        assertThatThrownBy(builder::build).hasMessageContaining("builder.objectives: is missing");
        builder.objectives(RecoveryObjectives.rpo(Duration.ofMinutes(30)).rto(Duration.ofHours(1)));
        assertThatThrownBy(builder::build).hasMessageContaining("builder.replicating: is missing");
        builder.replicating(ReplicationPolicy.every(Duration.ofMinutes(15)));
        assertThatThrownBy(builder::build).hasMessageContaining("builder.journal: is missing");
        builder.journal(app.store);
        assertThatThrownBy(builder::build).hasMessageContaining("builder.protect: is missing");
    }

    @Test
    void aReadinessProofThatNeverCounts() {
        assertThatThrownBy(() ->
                        app.builder("one").readinessValidFor(Duration.ZERO).build())
                .hasMessageContaining("builder.readinessValidFor: must be longer than zero");
    }

    @Test
    void anApplicationNameThatCannotNameAJournal() {
        assertThatThrownBy(() -> DisasterRecovery.named("../orders"))
                .hasMessageContaining("application name '../orders'");
    }

    @Test
    void aWorkloadAfterAnUnknownOne() {
        assertThatThrownBy(() -> app.builder("one").protect("x", w, ProtectOption.after("nowhere")))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("workload 'x': comes after 'nowhere', which is not protected yet");
    }

    @Test
    void aWorkloadProtectedTwice() {
        assertThatThrownBy(() -> app.builder("one").protect("w", w))
                .hasMessageContaining("workload 'w': protected twice");
    }

    @Test
    void anAbsentJournal() {
        assertThatThrownBy(() -> app.builder("one").build().status())
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("journal of staged: absent")
                .hasMessageContaining("initialise()");
        assertThat(app.store.records).isEmpty();
    }

    @Test
    void aGenesisThatDisagreesWithTheBuilder() {
        app.born();
        DisasterRecovery other =
                app.builder("two").between(RegionPair.of("westus", "centralus")).build();
        assertThatThrownBy(other::status)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("between: the journal was born with eastus2 (A)")
                .hasMessageContaining("westus (A)");
        assertThatThrownBy(other::initialise).hasMessageContaining("between:");
        assertThat(app.store.records).hasSize(1);
    }

    @Test
    void aJournalOfAnotherApplication() {
        app.born();
        assertThatThrownBy(() -> Journal.open(app.store, "billing", "one", app.time))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("journal of billing: the store holds the journal of 'staged'");
    }

    @Test
    void aBrokenChain() {
        DisasterRecovery dr = app.born();
        dr.plan(Goal.prepare());
        String second = new String(app.store.records.get(1), StandardCharsets.UTF_8);
        app.store.records.set(
                1, second.replace("\"by\":\"one\"", "\"by\":\"eve\"").getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> app.builder("two").build().status())
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("position 2")
                .hasMessageContaining("hash chain is broken");
    }

    @Test
    void bytesThatAreNoRecordNameTheirPosition() {
        app.born();
        app.store.records.add("torn".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Journal.open(app.store, "staged", "two", app.time))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("position 1");
        app.store.records.set(0, "torn".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Journal.verify(app.store, "staged"))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("position 0");
    }

    @Test
    void aTornTailIsCutAndTheJournalGoesOn(@TempDir Path folder) throws Exception {
        try (DisasterRecovery first =
                app.builder("one").journal(FileJournalStore.in(folder)).build()) {
            first.initialise();
            first.prepare();
        }
        Path segment;
        try (var files = Files.walk(folder)) {
            segment = files.filter(f -> f.toString().endsWith(".log")
                            || f.getFileName().toString().contains("segment"))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseGet(() -> largest(folder));
        }
        byte[] whole = Files.readAllBytes(segment);
        Files.write(segment, Arrays.copyOf(whole, whole.length - 3));
        try (DisasterRecovery again =
                app.builder("two").journal(FileJournalStore.in(folder)).build()) {
            int before = again.history().size();
            again.plan(Goal.prepare());
            assertThat(again.history().size()).isGreaterThan(before);
        }
    }

    private static Path largest(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> !f.toString().contains("attachment"))
                    .max(Comparator.comparingLong(f -> f.toFile().length()))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        assertThat(dr.run(plan.approvedBy("ann")).result()).isEqualTo(Result.COMPLETED);
        long before = runs(dr);
        RunReport again = dr.run(plan.approvedBy("ann"));
        assertThat(again.result()).isEqualTo(Result.REFUSED);
        assertThat(again.reason()).startsWith("approval-used:");
        assertThat(runs(dr)).isEqualTo(before);
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

    @Test
    void aJournalThatHoldsNoGenesis() {
        MemoryStore store = new MemoryStore();
        store.records.add(
                "{\"v\":1,\"n\":0,\"prev\":\"\",\"at\":\"2026-01-01T00:00:00Z\",\"by\":\"x\",\"id\":\"y\",\"entry\":{\"kind\":\"side-returned\",\"side\":\"A\"}}"
                        .getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Journal.open(store, "staged", "one", new TestTime()))
                .hasMessageContaining("position 0: holds a SideReturned, not the genesis");
        assertThat(List.of(store.records.size())).containsExactly(1);
    }
}
