package io.github.azuredr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.JournalRecord;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.run.DrEvent;
import io.github.azuredr.run.Limits;
import io.github.azuredr.run.RetryPolicy;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.run.RunReport.Result;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.toy.Staged;
import io.github.azuredr.toy.StagedApplication;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the runner makes of a plan. */
class RunnerTest {
    private final StagedApplication app = new StagedApplication();
    private final Staged w = app.protect("w");
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    private static Staged.Act act(String name) {
        return Staged.changes(name, Side.B);
    }

    private void plan(Staged.Act... acts) {
        w.drafting = (goal, draft) -> {
            for (Staged.Act one : acts) {
                draft.step(one.name(), Phase.CATCH_UP, one);
            }
        };
    }

    @Test
    void stepsWithoutOrderRunAtOnceButNeverMoreThanTheLimit() {
        app.born();
        plan(act("a"), act("b"), act("c"), act("d"), act("e"), act("f"));
        CyclicBarrier pairs = new CyclicBarrier(2);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        for (String name : List.of("a", "b", "c", "d", "e", "f")) {
            w.acts.put(name, at -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                try {
                    pairs.await(20, TimeUnit.SECONDS);
                } catch (Exception e) {
                    return Outcome.failed("ran alone: " + e);
                } finally {
                    now.decrementAndGet();
                }
                return Outcome.done();
            });
        }
        DisasterRecovery dr = app.builder("two")
                .executor(threads)
                .limits(Limits.ofDefaults().withParallel(2))
                .build();

        RunReport report = dr.prepare();

        assertThat(report.result()).describedAs(report.text()).isEqualTo(Result.COMPLETED);
        assertThat(most).hasValue(2);
    }

    @Test
    void aStepWaitsForItsPredecessorsAndFindsTheirFacts() {
        DisasterRecovery dr = app.born();
        w.drafting = (goal, draft) -> {
            draft.step("last", Phase.CATCH_UP, act("last")).after("first");
            draft.step("first", Phase.CATCH_UP, act("first"));
        };
        w.acts.put("first", at -> Outcome.done().with("id", "4711"));
        w.acts.put("last", at -> Outcome.done()
                .with("found", at.fact("first", "id").orElse("nothing")));

        RunReport report = dr.prepare().orThrow();

        assertThat(w.log).containsExactly("do first", "do last");
        assertThat(report.steps().get(0).detail()).isEqualTo("found=4711");
    }

    @Test
    void workloadsOfAPhaseKeepTheirOrder() {
        Staged second = app.protect("second", ProtectOption.after("w"));
        DisasterRecovery dr = app.born();
        plan(act("a"));
        second.drafting = (goal, draft) -> draft.step("b", Phase.CATCH_UP, act("b"));
        w.acts.put("a", at -> {
            assertThat(second.log).isEmpty();
            return Outcome.done();
        });
        dr.prepare().orThrow();
        assertThat(second.log).containsExactly("do b");
    }

    @Test
    void aBrownoutIsRiddenOutWithWaitsBetweenHalfAndAllOfTheDoubledOne() {
        DisasterRecovery dr = app.born();
        plan(act("a"));
        AtomicInteger tries = new AtomicInteger();
        w.acts.put("a", at -> tries.incrementAndGet() < 5 ? Outcome.failedForNow("503") : Outcome.done());

        RunReport report = dr.prepare().orThrow();

        assertThat(report.steps().get(0).attempts()).isEqualTo(5);
        List<JournalRecord> intents = dr.history().stream()
                .filter(r -> r.entry() instanceof Entry.StepIntended)
                .toList();
        long doubled = 1000;
        for (int i = 1; i < intents.size(); i++) {
            long waited = Duration.between(
                            intents.get(i - 1).at(), intents.get(i).at())
                    .toMillis();
            assertThat(waited).isBetween(doubled / 2, doubled);
            doubled *= 2;
        }
    }

    @Test
    void aStepThatFailsForeverStopsAfterTheAttemptsAndWaitsForAPerson() {
        app.born();
        DisasterRecovery dr = app.builder("two")
                .limits(Limits.ofDefaults().withRetry(new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(2))))
                .build();
        plan(act("a"));
        w.acts.put("a", at -> Outcome.failedForNow("503"));
        RunReport report = dr.prepare();
        assertThat(report.result()).isEqualTo(Result.PAUSED);
        assertThat(report.steps().get(0).attempts()).isEqualTo(3);
        assertThat(report.reason()).contains("step w/a: 503");
        assertThat(report.next()).extracting(n -> n.verb()).contains("retry", "skip", "cancel", "abandon");
    }

    @Test
    void aWorkloadThatOnlyShouldTakePartIsGivenUpWhileTheOthersGoOn() {
        Staged should = app.protect("extra", ProtectOption.should());
        DisasterRecovery dr = app.born();
        plan(act("a"));
        should.drafting = (goal, draft) -> {
            draft.step("x", Phase.CATCH_UP, act("x"));
            draft.step("y", Phase.TIDY, act("y"));
        };
        should.acts.put("x", at -> Outcome.failed("gone"));

        RunReport report = dr.prepare();

        assertThat(report.result()).isEqualTo(Result.COMPLETED_WITH_EXCEPTIONS);
        assertThat(report.reason()).isEqualTo("the goal is reached without extra/x, extra/y");
        assertThat(report.steps())
                .extracting(RunReport.StepLine::status)
                .containsExactly("DONE", "GIVEN_UP", "GIVEN_UP");
        assertThat(report.debts()).hasSize(2);
        assertThat(should.log).containsExactly("do x");
    }

    @Test
    void anApplicationsOwnStepsTakePartInAnyPhaseAsAContract() {
        Staged dns = app.protect("dns");
        DisasterRecovery dr = app.born();
        w.drafting = (goal, draft) -> draft.step("serve", Phase.ACTIVATE, act("serve"));
        dns.drafting = (goal, draft) -> {
            draft.step("probe", Phase.PROVE, Staged.reads("probe", Side.B));
            draft.step("switch", Phase.VERIFY, act("switch"));
        };
        dns.acts.put("probe", at -> {
            assertThat(w.log).isEmpty();
            return Outcome.done();
        });
        dns.acts.put("switch", at -> {
            assertThat(app.state().routing().active()).contains(Side.B);
            return Outcome.done();
        });
        dr.run(dr.plan(Goal.failOverTo("centralus")).approvedBy("ann")).orThrow();
        assertThat(dns.log).containsExactly("do probe", "do switch");
    }

    @Test
    void whatHappensIsToldInOrder() {
        DisasterRecovery dr = app.born();
        w.drafting = (goal, draft) -> draft.step("serve", Phase.ACTIVATE, act("serve"));
        w.acts.put("serve", at -> {
            at.progress(1, 2, "jobs");
            return Outcome.done();
        });
        dr.run(dr.plan(Goal.failOverTo("centralus")).approvedBy("ann")).orThrow();
        assertThat(app.events)
                .extracting(e -> e.getClass().getSimpleName())
                .containsExactly(
                        "RunStarted",
                        "ActiveSideChanged",
                        "StepStarted",
                        "StepProgressed",
                        "StepEnded",
                        "ActiveSideChanged",
                        "RunEnded");
        assertThat(app.eventsOf(DrEvent.StepProgressed.class))
                .containsExactly(new DrEvent.StepProgressed("run-3", "w/serve", 1, 2, "jobs"));
    }

    @Test
    void aListenerThatThrowsDoesNotHurtTheRun() {
        app.born();
        plan(act("a"));
        DisasterRecovery dr = app.builder("two")
                .listener(event -> {
                    throw new IllegalStateException("listener");
                })
                .build();
        assertThat(dr.prepare().result()).isEqualTo(Result.COMPLETED);
    }
}
