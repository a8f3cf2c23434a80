package io.github.azuredr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.JournalRecord;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.ApprovedPlan;
import io.github.azuredr.plan.Concern;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.IfLost;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.recovery.LossLedger;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.route.NoActiveSideException;
import io.github.azuredr.route.Regional;
import io.github.azuredr.route.StalenessPolicy;
import io.github.azuredr.run.NextAction;
import io.github.azuredr.run.Run;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.run.RunReport.Result;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.toy.Staged;
import io.github.azuredr.toy.StagedApplication;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules every run obeys, by their numbers; each shown once here, in breadth in the tests it names. */
class RulesEveryRunObeysTest {
    private final StagedApplication app = new StagedApplication();
    private final Staged w = app.protect("w");
    private final Map<String, String> world = new TreeMap<>();
    private DisasterRecovery dr;

    @BeforeEach
    void oneWorkload() {
        dr = app.born();
        w.drafting = (goal, draft) -> {
            if (goal instanceof Goal.Replicate) {
                draft.step("copy", Phase.CATCH_UP, Staged.changes("copy", Side.B));
            } else if (goal.movesTheActiveSide()) {
                draft.step("check", Phase.PROVE, Staged.reads("check", Side.B));
                draft.step("stop", Phase.QUIESCE, Staged.changes("stop", Side.A))
                        .ifLost(IfLost.DEFER_AS_FENCE);
                draft.step("drain", Phase.CATCH_UP, Staged.reads("drain", Side.A));
                draft.step("copy", Phase.CATCH_UP, Staged.changes("copy", Side.B));
                draft.step("serve", Phase.ACTIVATE, Staged.changes("serve", Side.B));
                draft.step("verify", Phase.VERIFY, Staged.reads("verify", Side.B));
            } else if (goal instanceof Goal.Reprotect) {
                draft.step("set-aside", Phase.QUIESCE, Staged.reads("set-aside", Side.A));
                draft.step("reverse", Phase.CATCH_UP, Staged.changes("reverse", Side.A))
                        .after("set-aside");
            }
        };
        for (String name : List.of("stop", "copy", "serve", "reverse")) {
            w.acts.put(name, at -> effect(name, at.now()));
            w.looks.put(name, () -> world.containsKey(name) ? Presence.present() : Presence.absent());
        }
    }

    private Outcome.Answer effect(String name, Instant now) {
        world.put(name, "done");
        Outcome.Done done = Outcome.done();
        return name.equals("copy") ? done.proving(RecoveryPoint.complete(Side.A, now)) : done;
    }

    private ApprovedPlan planned(String region) {
        return dr.plan(Goal.failOverTo(region)).approvedBy("ann");
    }

    private ApprovedPlan forced() {
        return dr.plan(Goal.forceFailOverTo("centralus")).approvedBy("ann").acceptingLossUpTo(Duration.ofHours(1));
    }

    private void loseA() {
        dr.replicate().orThrow();
        w.dark.add(Side.A);
        w.log.clear();
    }

    @Test
    @DisplayName("1. At most one side is active per epoch; epochs only grow (JournalFoldTest)")
    void rule01() {
        dr.run(planned("centralus")).orThrow();
        long epoch = 1;
        boolean active = true;
        for (JournalRecord record : dr.history()) {
            if (record.entry() instanceof Entry.Fenced fenced) {
                assertThat(fenced.epoch()).isGreaterThan(epoch);
                epoch = fenced.epoch();
                active = false;
            } else if (record.entry() instanceof Entry.Routed routed) {
                assertThat(active).describedAs("nobody is active right before").isFalse();
                assertThat(routed.epoch()).isGreaterThan(epoch);
                epoch = routed.epoch();
                active = true;
            }
        }
        assertThat(epoch).isEqualTo(3);
    }

    @Test
    @DisplayName(
            "1b. At most one side is handed out at any time; the plan page says where that cannot hold (RegionalTest)")
    void rule01b() {
        Regional<String> region = dr.regional(r -> r.name());
        assertThat(region.get()).isEqualTo("eastus2");
        w.acts.put("serve", at -> {
            assertThatThrownBy(region::get).isInstanceOf(NoActiveSideException.class);
            return Outcome.done();
        });
        dr.run(planned("centralus")).orThrow();
        assertThat(region.get()).isEqualTo("centralus");

        DisasterRecovery keeps = app.builder("two")
                .whenJournalIsUnreachable(StalenessPolicy.keepServing())
                .build();
        assertThat(keeps.plan(Goal.failOverTo("eastus2")).text()).contains("at most one writer is not assured");
        assertThat(dr.plan(Goal.failOverTo("eastus2")).text()).doesNotContain("at most one writer is not assured");
    }

    @Test
    @DisplayName(
            "2. No forced step depends on the lost region; what fences it is done when it answers (DeferredStepsTest)")
    void rule02() {
        loseA();
        assertThat(dr.run(forced()).result()).isEqualTo(Result.COMPLETED);
        assertThat(w.log).containsExactly("do check", "do copy", "do serve", "do verify");
        w.dark.clear();
        app.builder("any other instance").build().readiness();
        assertThat(w.log).endsWith("do stop");
    }

    @Test
    @DisplayName("3. Attempts are at least once; wherever a process dies, the end state is that of an undisturbed run")
    void rule03() {
        dr.run(planned("centralus")).orThrow();
        Map<String, String> undisturbed = Map.copyOf(world);
        for (String victim : List.of("check", "stop", "drain", "copy", "serve", "verify")) {
            for (boolean afterTheEffect : List.of(false, true)) {
                RulesEveryRunObeysTest other = new RulesEveryRunObeysTest();
                other.oneWorkload();
                other.w.acts.put(victim, at -> {
                    if (afterTheEffect && other.w.looks.containsKey(victim)) {
                        other.effect(victim, at.now());
                    }
                    other.w.acts.remove(victim);
                    if (other.w.looks.containsKey(victim)) {
                        other.w.acts.put(victim, again -> other.effect(victim, again.now()));
                    }
                    throw new StackOverflowError("the process dies in " + victim);
                });
                assertThatThrownBy(() -> other.dr.run(other.planned("centralus")))
                        .isInstanceOf(StackOverflowError.class);

                RunReport adopted =
                        other.app.builder("two").build().openRun().orElseThrow().adopt("ann", "one died");

                assertThat(adopted.result()).describedAs(adopted.text()).isEqualTo(Result.COMPLETED);
                assertThat(other.world).isEqualTo(undisturbed);
                long times =
                        other.w.log.stream().filter(("do " + victim)::equals).count();
                boolean seen = afterTheEffect && other.w.looks.containsKey(victim);
                assertThat(times).isEqualTo(seen ? 1 : 2);
            }
        }
    }

    @Test
    @DisplayName(
            "4. The last good copy is not overwritten: after a forced failover only reprotect comes before replication")
    void rule04() {
        loseA();
        dr.run(forced()).orThrow();
        w.dark.clear();
        dr.readiness();
        for (Goal goal : List.of(Goal.replicate(), Goal.prepare(), Goal.failOverTo("eastus2"))) {
            assertThat(dr.plan(goal).blockers()).extracting(Concern::id).contains("not-reprotected");
        }
        assertThat(dr.run(dr.plan(Goal.reprotect()).approvedBy("ann")).result()).isEqualTo(Result.COMPLETED);
        assertThat(w.log).endsWith("do set-aside", "do reverse");
        assertThat(dr.plan(Goal.failOverTo("eastus2")).blockers()).isEmpty();
    }

    @Test
    @DisplayName("5. Every state has a legal next action, and each names a verb that exists")
    void rule05() {
        everyNextActionIsAVerb();
        w.acts.put("copy", at -> Outcome.failed("404"));
        assertThat(dr.run(planned("centralus")).result()).isEqualTo(Result.PAUSED);
        everyNextActionIsAVerb();
        dr.openRun().orElseThrow().abandon("ann", "enough");
        assertThat(dr.status().active()).isEmpty();
        everyNextActionIsAVerb();
        w.acts.put("copy", at -> effect("copy", at.now()));
        dr.run(planned("centralus")).orThrow();
        everyNextActionIsAVerb();
        w.dark.add(Side.B);
        w.drafting = (goal, draft) -> {};
        RunReport back = dr.run(
                dr.plan(Goal.forceFailOverTo("eastus2")).approvedBy("ann").acceptingLossUpTo(Duration.ofDays(9)));
        assertThat(back.result()).isEqualTo(Result.REFUSED);
        everyNextActionIsAVerb();
    }

    private void everyNextActionIsAVerb() {
        List<NextAction> next = dr.status().next();
        assertThat(next).isNotEmpty();
        List<String> verbs = Stream.of(Run.class, DisasterRecovery.class)
                .flatMap(type -> Stream.of(type.getMethods()))
                .map(Method::getName)
                .toList();
        assertThat(verbs).containsAll(next.stream().map(NextAction::verb).toList());
        assertThat(next).allSatisfy(action -> assertThat(action.text()).isNotBlank());
    }

    @Test
    @DisplayName(
            "6. What is decided is a pure function of goal, journal and time: planned twice, it is the same (NextMoveTest)")
    void rule06() {
        Plan first = dr.plan(Goal.failOverTo("centralus"));
        Plan second = dr.plan(Goal.failOverTo("centralus"));
        assertThat(second.hash()).isEqualTo(first.hash());
        assertThat(second.bytes()).isEqualTo(first.bytes());
    }

    @Test
    @DisplayName("7. A forced run states what it may lose, and pauses above the approved ceiling (RunVerbsTest)")
    void rule07() {
        loseA();
        app.time.advance(Duration.ofMinutes(20));
        w.acts.put("check", at -> {
            at.pause(Duration.ofMinutes(15));
            return Outcome.done();
        });
        RunReport paused = dr.run(
                dr.plan(Goal.forceFailOverTo("centralus")).approvedBy("ann").acceptingLossUpTo(Duration.ofMinutes(30)));
        assertThat(paused.result()).isEqualTo(Result.PAUSED);
        assertThat(paused.reason()).contains("PT35M, more than the approved PT30M");
        dr.openRun().orElseThrow().acceptLossUpTo(Duration.ofMinutes(40), "ann", "so be it");
        RunReport over = dr.openRun().orElseThrow().resume("ann");
        assertThat(over.bounds()).singleElement().satisfies(b -> assertThat(b.age())
                .contains(Duration.ofMinutes(35)));
    }

    @Test
    @DisplayName("8. Readiness expires: planned goals are refused, a forced one accepts it by name")
    void rule08() {
        assertThat(dr.readiness().isReady(app.time.now().plus(Duration.ofHours(23))))
                .isTrue();
        assertThat(dr.readiness().isReady(app.time.now().plus(Duration.ofHours(24))))
                .isFalse();
        ApprovedPlan old = planned("centralus").validFor(Duration.ofDays(9));
        loseA();
        app.time.advance(Duration.ofHours(25));
        assertThat(dr.run(old).reason()).startsWith("readiness-expired:");

        ApprovedPlan forced =
                dr.plan(Goal.forceFailOverTo("centralus")).approvedBy("ann").acceptingLossUpTo(Duration.ofDays(2));
        assertThat(dr.run(forced).reason()).startsWith("not-accepted: 'readiness-expired'");
        assertThat(dr.run(forced.accepting("readiness-expired")).result()).isEqualTo(Result.COMPLETED);
    }

    @Test
    @DisplayName("9. After the old side returns, the ledger lists what was really lost and what cannot be told")
    void rule09() {
        loseA();
        dr.run(forced()).orThrow();
        w.dark.clear();
        dr.readiness();
        LossLedger ledger = new LossLedger(
                List.of(new LossLedger.Lost("/orders/4711", "written", "/set-aside/4711")), List.of("deletions"));
        w.acts.put("set-aside", at -> Outcome.done().proving(ledger));
        RunReport report = dr.run(dr.plan(Goal.reprotect()).approvedBy("ann")).orThrow();
        assertThat(report.ledgers()).containsEntry("w", ledger);
        assertThat(report.text()).contains("Really lost: w", "/orders/4711", "cannot be told: deletions");
    }

    @Test
    @DisplayName("10. Nothing secret in journal, log, report or toString (NothingSecretTest)")
    void rule10() {
        w.acts.put("copy", at -> Outcome.failed("AccountKey=topsecret"));
        RunReport report = dr.replicate();
        assertThat(report.text()).contains("AccountKey=***");
        assertThat(app.store.records)
                .noneMatch(record -> new String(record, StandardCharsets.UTF_8).contains("topsecret"));
    }

    @Test
    @DisplayName("11. A point's time is the source's; no clock decides who owns a run (RegionalTest for staleness)")
    void rule11() {
        Instant bySource = app.time.now().minus(Duration.ofMinutes(7));
        w.acts.put("copy", at -> Outcome.done().proving(RecoveryPoint.complete(Side.A, bySource)));
        dr.replicate().orThrow();
        Plan plan = dr.plan(Goal.forceFailOverTo("centralus"));
        assertThat(plan.body().bounds()).singleElement().satisfies(b -> assertThat(b.since())
                .contains(bySource));

        w.acts.put("copy", at -> Outcome.failed("404"));
        assertThat(dr.replicate().result()).isEqualTo(Result.PAUSED);
        String owner = app.state().runs().open().orElseThrow().owner();
        app.time.advance(Duration.ofDays(3650));
        assertThat(app.builder("two").build().replicate().result()).isEqualTo(Result.BUSY);
        assertThat(app.state().runs().open().orElseThrow().owner()).isEqualTo(owner);
    }

    @Test
    @DisplayName("12. Partial success is a decision: must pauses, should completes with named exceptions (RunnerTest)")
    void rule12() {
        w.acts.put("copy", at -> Outcome.failed("404"));
        assertThat(dr.replicate().result()).isEqualTo(Result.PAUSED);

        StagedApplication lenient = new StagedApplication();
        Staged should = lenient.protect("extra", ProtectOption.should());
        should.drafting = (goal, draft) -> draft.step("x", Phase.CATCH_UP, Staged.changes("x", Side.B));
        should.acts.put("x", at -> Outcome.failed("404"));
        RunReport report = lenient.born().replicate();
        assertThat(report.result()).isEqualTo(Result.COMPLETED_WITH_EXCEPTIONS);
        assertThat(report.reason()).contains("without extra/x");
    }
}
