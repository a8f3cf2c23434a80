package io.github.azuredr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.azuredr.contract.Gap;
import io.github.azuredr.journal.RunEnd;
import io.github.azuredr.journal.RunSummary;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.IfLost;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.run.DrEvent;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.toy.Staged;
import io.github.azuredr.toy.StagedApplication;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The schedule, ticked by hand in virtual time. */
class ReplicationScheduleTest {
    private final StagedApplication app = new StagedApplication();
    private final Staged w = app.protect("w");
    private DisasterRecovery dr;
    private ReplicationSchedule schedule;

    @BeforeEach
    void born() {
        dr = app.born();
        w.drafting = (goal, draft) -> {
            if (goal instanceof Goal.Replicate) {
                draft.step("copy", Phase.CATCH_UP, Staged.changes("copy", Side.B));
            } else if (goal.movesTheActiveSide()) {
                draft.step("stop", Phase.QUIESCE, Staged.changes("stop", Side.A))
                        .ifLost(IfLost.DEFER_AS_FENCE);
            }
        };
        copies();
        schedule = dr.schedule();
    }

    @AfterEach
    void end() {
        schedule.close();
    }

    private void copies() {
        w.acts.put("copy", at -> Outcome.done().proving(RecoveryPoint.complete(Side.A, at.now())));
    }

    private void tickAfter(Duration duration) {
        app.time.advance(duration);
        schedule.guarded(schedule::tick).run();
    }

    private long passes() {
        return w.log.stream().filter("do copy"::equals).count();
    }

    @Test
    void aPassStartsOneCadenceAfterTheLastOne() {
        schedule.tick();
        schedule.tick();
        tickAfter(Duration.ofMinutes(14));
        assertThat(passes()).isEqualTo(1);
        tickAfter(Duration.ofMinutes(1));
        assertThat(passes()).isEqualTo(2);
    }

    @Test
    void aPassOfAnotherInstanceCounts() {
        app.builder("other").build().replicate().orThrow();
        tickAfter(Duration.ofMinutes(10));
        assertThat(passes()).isEqualTo(1);
        tickAfter(Duration.ofMinutes(5));
        assertThat(passes()).isEqualTo(2);
    }

    @Test
    void noPassWhileARunIsOpen() {
        w.acts.put("stop", at -> Outcome.failed("404"));
        dr.run(dr.plan(Goal.failOverTo("centralus")).approvedBy("ann"));
        tickAfter(Duration.ofMinutes(20));
        assertThat(passes()).isZero();
    }

    @Test
    void aLatePassIsTold() {
        schedule.tick();
        w.acts.put("copy", at -> Outcome.failed("403"));
        tickAfter(Duration.ofMinutes(29));
        assertThat(app.eventsOf(DrEvent.ReplicationLate.class)).isEmpty();
        tickAfter(Duration.ofMinutes(2));
        tickAfter(Duration.ofMinutes(2));
        assertThat(app.eventsOf(DrEvent.ReplicationLate.class)).singleElement().satisfies(late -> {
            assertThat(late.critical()).isFalse();
            assertThat(late.age()).isEqualTo(Duration.ofMinutes(31));
        });
        assertThat(dr.readiness().gaps().get("w")).singleElement().satisfies(gap -> {
            assertThat(gap.id()).isEqualTo("replication-late");
            assertThat(gap.severity()).isEqualTo(Gap.Severity.WARNING);
        });

        tickAfter(Duration.ofMinutes(13));
        tickAfter(Duration.ofMinutes(1));
        assertThat(app.eventsOf(DrEvent.ReplicationLate.class))
                .hasSize(2)
                .last()
                .satisfies(late -> assertThat(late.critical()).isTrue());
        assertThat(dr.readiness().isReady(app.time.now())).isFalse();
    }

    @Test
    void aLatenessThatWasOverIsToldAgain() {
        schedule.tick();
        w.acts.put("copy", at -> Outcome.failed("403"));
        tickAfter(Duration.ofMinutes(31));
        copies();
        tickAfter(Duration.ofMinutes(16));
        tickAfter(Duration.ofSeconds(1));
        w.acts.put("copy", at -> Outcome.failed("403"));
        tickAfter(Duration.ofMinutes(31));
        assertThat(app.eventsOf(DrEvent.ReplicationLate.class))
                .extracting(DrEvent.ReplicationLate::critical)
                .containsExactly(false, true, false);
    }

    @Test
    void rightAfterAPlannedFailoverNothingIsLate() {
        schedule.tick();
        dr.run(dr.plan(Goal.failOverTo("centralus")).approvedBy("ann")).orThrow();
        w.acts.put("copy", at -> Outcome.failed("403"));
        tickAfter(Duration.ofMinutes(1));
        assertThat(app.eventsOf(DrEvent.ReplicationLate.class)).isEmpty();
        tickAfter(Duration.ofMinutes(30));
        assertThat(app.eventsOf(DrEvent.ReplicationLate.class)).hasSize(1);
    }

    @Test
    void aPassThatFailsForGoodIsEndedSoThatTheNextOneBegins() {
        w.acts.put("copy", at -> Outcome.failed("403"));
        schedule.tick();
        assertThat(dr.openRun()).isEmpty();
        assertThat(dr.status().recent()).extracting(RunSummary::end).containsExactly(RunEnd.CANCELLED);
        copies();
        tickAfter(Duration.ofMinutes(15));
        assertThat(dr.status().recent())
                .extracting(RunSummary::end)
                .containsExactly(RunEnd.CANCELLED, RunEnd.COMPLETED);
    }

    @Test
    void aPassThatARuleRefusedIsEndedAndTheNextOneAsksTheRuleAgain() {
        w.acts.put("copy", at -> Outcome.refused("foreign-change", "somebody wrote to the target"));
        schedule.tick();
        assertThat(dr.openRun()).isEmpty();
        tickAfter(Duration.ofMinutes(15));
        assertThat(dr.status().recent())
                .extracting(RunSummary::end)
                .containsExactly(RunEnd.CANCELLED, RunEnd.CANCELLED);
    }

    @Test
    void aPassThatAnEarlierLifeOfThisInstanceLeftOpenIsEnded() {
        w.acts.put("copy", at -> {
            throw new OutOfMemoryError("the process dies here");
        });
        assertThatCode(schedule::tick).isInstanceOf(OutOfMemoryError.class);
        assertThat(dr.openRun()).isPresent();
        copies();
        tickAfter(Duration.ofMinutes(15));
        assertThat(dr.openRun()).isEmpty();
        assertThat(dr.status().recent())
                .extracting(RunSummary::end)
                .containsExactly(RunEnd.CANCELLED, RunEnd.COMPLETED);
    }

    @Test
    void aPassThatThrowsDoesNotKillTheSchedule() {
        w.drafting = (goal, draft) -> {
            throw new IllegalStateException("a bug in a contract");
        };
        assertThatCode(() -> tickAfter(Duration.ofMinutes(1))).doesNotThrowAnyException();
        w.drafting = (goal, draft) -> {
            throw new NoClassDefFoundError("com/example/Missing");
        };
        assertThatCode(() -> tickAfter(Duration.ofMinutes(16))).doesNotThrowAnyException();
        w.drafting = (goal, draft) -> draft.step("copy", Phase.CATCH_UP, Staged.changes("copy", Side.B));
        tickAfter(Duration.ofMinutes(16));
        assertThat(passes()).isEqualTo(1);
    }

    @Test
    void aLostSideIsLookedForEachMinuteAndFencedWhenItAnswers() {
        schedule.tick();
        w.dark.add(Side.A);
        dr.run(dr.plan(Goal.forceFailOverTo("centralus")).approvedBy("ann").acceptingLossUpTo(Duration.ofHours(1)))
                .orThrow();
        tickAfter(Duration.ofMinutes(1));
        w.dark.clear();
        tickAfter(Duration.ofSeconds(59));
        assertThat(dr.status().lost()).isPresent();
        tickAfter(Duration.ofSeconds(1));
        assertThat(dr.status().lost()).isEmpty();
        assertThat(w.log).contains("do stop");
        assertThat(app.eventsOf(DrEvent.SideReturned.class)).hasSize(1);
        tickAfter(Duration.ofMinutes(20));
        assertThat(passes())
                .describedAs("nothing is replicated before a reprotect")
                .isEqualTo(1);
    }

    @Test
    void aFenceThatFailsIsRepeatedByTheMinuteNotByTheTick() {
        schedule.tick();
        w.dark.add(Side.A);
        dr.run(dr.plan(Goal.forceFailOverTo("centralus")).approvedBy("ann").acceptingLossUpTo(Duration.ofHours(1)))
                .orThrow();
        w.dark.clear();
        w.acts.put("stop", at -> Outcome.failed("403"));
        for (int i = 0; i < 120; i++) {
            tickAfter(Duration.ofSeconds(1));
        }
        assertThat(w.log.stream().filter("do stop"::equals)).hasSizeBetween(2, 3);
    }

    @Test
    void startAndCloseMayBeCalledTwice() {
        dr.start();
        dr.start();
        dr.close();
        dr.close();
        assertThat(app.store.records).isNotEmpty();
    }

    @Test
    void anUnchangedSideIsKeptOnce() {
        dr.plan(Goal.prepare());
        int kept = app.store.attached.size();
        app.time.advance(Duration.ofMinutes(1));
        dr.plan(Goal.prepare());
        assertThat(app.store.attached).hasSize(kept);
        w.inventory = "two";
        dr.plan(Goal.prepare());
        assertThat(app.store.attached).hasSize(kept + 2);
    }
}
