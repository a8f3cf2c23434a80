package io.github.azuredr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.JournalException;
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
import io.github.azuredr.step.Presence;
import io.github.azuredr.toy.Staged;
import io.github.azuredr.toy.StagedApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
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

    private <E extends Entry> List<E> entries(DisasterRecovery dr, Class<E> kind) {
        return dr.history().stream()
                .map(JournalRecord::entry)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
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
    void aReadThatNeverAnswersIsNotRepeatedForever() {
        app.born();
        DisasterRecovery dr = app.builder("two")
                .limits(Limits.ofDefaults().withRetry(new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(2))))
                .build();
        plan(Staged.reads("a", Side.B));
        w.acts.put("a", at -> Outcome.inDoubt("no answer"));
        RunReport report = dr.prepare();
        assertThat(report.result()).isEqualTo(Result.PAUSED);
        assertThat(report.steps().get(0).attempts()).isEqualTo(3);
        assertThat(w.log).doesNotContain("look a");
    }

    @Test
    void anAttemptPastItsDeadlineIsRefusedAtItsNextCallAndLookedAtBeforeAnythingElse() {
        DisasterRecovery dr = app.born();
        plan(act("slow").within(Duration.ofMinutes(1)));
        w.acts.put("slow", at -> {
            at.pause(Duration.ofMinutes(2));
            at.on(Side.B).look("slow again");
            return Outcome.done();
        });
        w.looks.put("slow", Presence::present);

        RunReport report = dr.prepare();

        assertThat(report.result()).describedAs(report.text()).isEqualTo(Result.COMPLETED);
        assertThat(w.log).containsExactly("do slow", "look slow");
        assertThat(entries(dr, Entry.StepAnswered.class)).singleElement().satisfies(e -> assertThat(e.answer())
                .isInstanceOf(Outcome.InDoubt.class));
    }

    @Test
    void anAttemptThatNeverAnswersIsGivenUpAtItsDeadlineAndLookedAt() throws Exception {
        app.born();
        plan(act("hang").within(Duration.ofMinutes(1)));
        CountDownLatch hanging = new CountDownLatch(1);
        w.acts.put("hang", at -> {
            hanging.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Outcome.done();
        });
        w.looks.put("hang", Presence::present);
        DisasterRecovery dr = app.builder("two")
                .executor(threads)
                .limits(new Limits(8, RetryPolicy.ofDefaults(), Duration.ofMillis(5), Duration.ofMinutes(10)))
                .build();
        var running = threads.submit(dr::prepare);
        assertThat(hanging.await(20, TimeUnit.SECONDS)).isTrue();

        app.time.advance(Duration.ofMinutes(2));

        assertThat(running.get(20, TimeUnit.SECONDS).result()).isEqualTo(Result.COMPLETED);
        assertThat(w.log).containsExactly("do hang", "look hang");
    }

    @Test
    void aThrowingStepIsInDoubtAndItsPresentEffectIsNotRepeated() {
        DisasterRecovery dr = app.born();
        plan(act("a"));
        w.acts.put("a", at -> {
            throw new IllegalStateException("connection reset");
        });
        w.looks.put("a", () -> Presence.present(Map.of("id", "7")));
        RunReport report = dr.prepare().orThrow();
        assertThat(w.log).containsExactly("do a", "look a");
        assertThat(report.steps().get(0).detail()).isEqualTo("id=7");
    }

    @Test
    void anErrorInAStepReachesTheCallerAndTheRunCanBeAdopted() {
        DisasterRecovery dr = app.born();
        plan(act("a"));
        w.acts.put("a", at -> {
            throw new NoClassDefFoundError("com/example/Missing");
        });
        assertThatThrownBy(dr::prepare).isInstanceOf(NoClassDefFoundError.class);
        assertThat(dr.status().run())
                .hasValueSatisfying(r -> assertThat(r.result()).isEqualTo(Result.RUNNING));

        w.acts.remove("a");
        RunReport adopted = dr.openRun().orElseThrow().adopt("ann", "fixed the class path");
        assertThat(adopted.result()).isEqualTo(Result.COMPLETED);
        assertThat(w.log).containsExactly("do a", "look a", "do a");
    }

    @Test
    void anEffectThatCannotBeLookedAtWaitsWithPatienceThenForAPerson() {
        DisasterRecovery dr = app.born();
        plan(act("a"));
        w.acts.put("a", at -> Outcome.inDoubt("reset"));
        w.looks.put("a", () -> {
            throw new IllegalStateException("503");
        });
        RunReport report = dr.prepare();
        assertThat(report.result()).isEqualTo(Result.PAUSED);
        assertThat(report.reason()).contains("could not be looked at for PT10M");
        assertThat(Duration.between(report.startedAt(), report.endedAt()))
                .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(12));
    }

    @Test
    void aDestroyingStepLooksRightBeforeAndIsNeverRepeatedBlindly() {
        DisasterRecovery dr = app.born();
        w.drafting = (goal, draft) -> draft.step("x", Phase.TIDY, Staged.destroys("x", Side.B));
        w.looks.put("x", () -> Presence.unclear("another etag"));

        RunReport report = dr.run(dr.plan(Goal.endDrill()).approvedBy("ann"));

        assertThat(report.result()).isEqualTo(Result.PAUSED);
        assertThat(report.reason()).contains("victim-unclear: another etag");
        assertThat(w.log).containsExactly("look x");

        w.looks.put("x", Presence::absent);
        w.acts.put("x", at -> Outcome.inDoubt("reset"));
        dr.openRun().orElseThrow().retry("w/x", "ann", "the etag is right");
        w.looks.put("x", new Supplier<>() {
            private int n;

            @Override
            public Presence get() {
                return n++ == 0 ? Presence.absent() : Presence.unclear("fog");
            }
        });
        w.log.clear();
        RunReport second = dr.openRun().orElseThrow().resume("ann");
        assertThat(second.result()).isEqualTo(Result.PAUSED);
        assertThat(w.log).containsExactly("look x", "do x", "look x");

        dr.openRun().orElseThrow().resolve("w/x", Entry.Decision.DONE, "ann", "I see it gone");
        assertThat(dr.openRun().orElseThrow().resume("ann").result()).isEqualTo(Result.COMPLETED);
        assertThat(w.log).containsExactly("look x", "do x", "look x");
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
    void aStepTypeThisVersionDoesNotKnowIsLeftToOneThatDoes() {
        DisasterRecovery dr = app.born();
        plan(act("a"), act("b"));
        w.acts.put("a", at -> {
            w.forgetsItsTypes = true;
            return Outcome.inDoubt("reset");
        });
        RunReport paused = dr.prepare();
        assertThat(paused.result()).isEqualTo(Result.PAUSED);
        assertThat(paused.reason()).contains("staged-act/1 is not known to this version");
        assertThat(w.log).doesNotContain("look a");

        w.forgetsItsTypes = false;
        w.acts.clear();
        assertThat(app.builder("newer")
                        .build()
                        .openRun()
                        .orElseThrow()
                        .resume("ann")
                        .result())
                .isEqualTo(Result.COMPLETED);
    }

    @Test
    void anExecutorThatTakesNoMoreWorkPausesTheRun() {
        app.born();
        plan(act("a"));
        DisasterRecovery full = app.builder("two")
                .executor(work -> {
                    if (work.toString().contains("Future")
                            && !w.log.contains("closed")
                            && app.state().runs().open().isPresent()) {
                        throw new RejectedExecutionException("shut down");
                    }
                    work.run();
                })
                .build();
        RunReport report = full.prepare();
        assertThat(report.result()).isEqualTo(Result.PAUSED);
        assertThat(report.reason()).contains("the executor takes no more work");
        assertThat(app.builder("three")
                        .build()
                        .openRun()
                        .orElseThrow()
                        .resume("ann")
                        .result())
                .isEqualTo(Result.COMPLETED);
    }

    @Test
    void anInterruptedCallerPausesTheRunAndStaysInterrupted() {
        DisasterRecovery dr = app.born();
        plan(act("a"), act("b"));
        w.acts.put("a", at -> {
            Thread.currentThread().interrupt();
            return Outcome.done();
        });
        RunReport report = dr.prepare();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.result()).isEqualTo(Result.PAUSED);
        assertThat(report.reason()).contains("interrupted");
        w.acts.remove("a");
        assertThat(dr.openRun().orElseThrow().resume("ann").result()).isEqualTo(Result.COMPLETED);
    }

    @Test
    void aJournalOutOfReachForAMomentDoesNotEndARun() {
        DisasterRecovery dr = app.born();
        plan(act("a"), act("b"));
        w.acts.put("a", at -> {
            app.store.refuseNext = 9;
            return Outcome.done();
        });
        w.looks.put("a", Presence::present);
        RunReport report = dr.prepare();
        assertThat(report.result()).describedAs(report.text()).isEqualTo(Result.COMPLETED);
        assertThat(w.log.stream().filter("do a"::equals)).hasSize(1);
    }

    @Test
    void aJournalOutOfReachForLongerThanThePatienceIsToldToTheCallerAndTheRunCanBeAdopted() {
        DisasterRecovery dr = app.born();
        plan(act("a"));
        w.acts.put("a", at -> {
            app.store.unreachable = true;
            return Outcome.done();
        });
        w.looks.put("a", Presence::present);
        Instant before = app.time.now();
        assertThatThrownBy(dr::prepare).isInstanceOf(JournalException.class);
        assertThat(Duration.between(before, app.time.now())).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
        app.store.unreachable = false;
        assertThat(dr.openRun()
                        .orElseThrow()
                        .adopt("ann", "the journal is back")
                        .result())
                .isEqualTo(Result.COMPLETED);
    }

    @Test
    void closingStopsARunWhereItIsAtOnce() {
        DisasterRecovery dr = app.born();
        plan(act("a"), act("b"));
        w.acts.put("a", at -> {
            dr.close();
            return Outcome.done();
        });
        w.looks.put("a", Presence::present);
        Instant before = app.time.now();
        assertThatThrownBy(dr::prepare).isInstanceOf(JournalException.class).hasMessageContaining("closed here");
        assertThat(app.time.now()).isEqualTo(before);
        assertThat(app.builder("two")
                        .build()
                        .openRun()
                        .orElseThrow()
                        .adopt("ann", "one was closed")
                        .result())
                .isEqualTo(Result.COMPLETED);
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

    @Test
    void aStepCallingASideItDidNotDeclareIsStopped() {
        DisasterRecovery dr = app.born();
        plan(act("a"));
        w.acts.put("a", at -> at.on(Side.A).act("b", at));
        RunReport report = dr.prepare();
        assertThat(report.result()).isEqualTo(Result.PAUSED);
        assertThat(report.reason()).contains("calls side A, but declared only [B]");
        assertThat(w.log).containsExactly("do a");
    }
}
