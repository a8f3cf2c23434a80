package io.github.azuredr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.JournalRecord;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.run.Limits;
import io.github.azuredr.run.RetryPolicy;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.run.RunReport.Result;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.toy.Staged;
import io.github.azuredr.toy.StagedApplication;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attempts nobody knows the end of: given up, looked at, and never repeated blindly. */
class InDoubtTest {
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
        CountDownLatch answersLate = new CountDownLatch(1);
        w.acts.put("hang", at -> {
            hanging.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                answersLate.countDown();
            }
            return Outcome.done();
        });
        w.looks.put("hang", () -> {
            try {
                assertThat(answersLate.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Presence.present();
        });
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

        RunReport report = dr.run(dr.plan(Goal.endDrill()).approvedBy("ann").destroying("x"));

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
