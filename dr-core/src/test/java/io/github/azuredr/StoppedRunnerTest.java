package io.github.azuredr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.journal.JournalException;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.run.RunReport.Result;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.toy.Staged;
import io.github.azuredr.toy.StagedApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stops a runner from outside its plan, and how the run goes on. */
class StoppedRunnerTest {
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
}
