package io.github.azuredr.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.azuredr.journal.Decision;
import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.Journal;
import io.github.azuredr.journal.OpenRun;
import io.github.azuredr.journal.RunEnd;
import io.github.azuredr.journal.StepProgress.Status;
import io.github.azuredr.pair.Region;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.IfLost;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.plan.PlanBody;
import io.github.azuredr.plan.PlannedStep;
import io.github.azuredr.plan.WorkloadLine;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.toy.MemoryStore;
import io.github.azuredr.toy.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Random plans, walked by an executor that only does what the next move says. */
class NextMoveTest {
    private static final List<Phase> PHASES =
            List.of(Phase.PROVE, Phase.QUIESCE, Phase.CATCH_UP, Phase.ACTIVATE, Phase.VERIFY, Phase.TIDY);
    private static final List<WorkloadLine> WORKLOADS = List.of(
            new WorkloadLine("lake", true, List.of()),
            new WorkloadLine("shares", false, List.of("lake")),
            new WorkloadLine("clicks", true, List.of("shares")));

    @Property(tries = 300)
    void everyRunKeepsItsOrderAndComesToAnEnd(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 10) int steps,
            @ForAll @IntRange(min = 1, max = 4) int free) {
        Random random = new Random(seed);
        Walk walk = new Walk(random, free, Plan.of(body(random, steps)));
        walk.toTheEnd();
        assertThat(walk.end()).isIn(RunEnd.COMPLETED, RunEnd.COMPLETED_WITH_EXCEPTIONS);
        assertThat(walk.journal.state().routing().active()).contains(Side.B);
        assertThat(walk.journal.state().routing().epoch()).isEqualTo(3);
    }

    @Property(tries = 150)
    void aRunCancelledAnywhereBeforeItsPointOfNoReturnGivesTheOldSideBack(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int steps, @ForAll @IntRange(max = 12) int after) {
        Random random = new Random(seed);
        Walk walk = new Walk(random, 2, Plan.of(body(random, steps)));
        for (int i = 0; i < after && !walk.isOver(); i++) {
            walk.move();
        }
        if (walk.isOver() || walk.run().isPastPointOfNoReturn()) {
            return;
        }
        boolean fenced = walk.run().fencedEpoch().isPresent();
        walk.append(new Entry.RunCancelled("run-1", "ann", "no"));
        walk.toTheEnd();
        assertThat(walk.end()).isEqualTo(RunEnd.CANCELLED);
        OpenRun over = walk.journal.state().runs().last().orElseThrow();
        assertThat(over.undos()).allMatch(s -> over.progress(s.id()).status().isSettled());
        assertThat(over.undos()).hasSameElementsAs(walk.undoneSteps(over));
        assertThat(walk.journal.state().routing().active()).contains(Side.A);
        assertThat(walk.journal.state().routing().epoch()).isEqualTo(fenced ? 3 : 1);
        assertThat(walk.begunAfterCancel).isZero();
    }

    private static PlanBody body(Random random, int count) {
        List<PlannedStep> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Phase phase = PHASES.get(random.nextInt(PHASES.size()));
            WorkloadLine workload = WORKLOADS.get(random.nextInt(WORKLOADS.size()));
            List<String> after = new ArrayList<>();
            for (PlannedStep earlier : steps) {
                if (earlier.workload().equals(workload.name())
                        && earlier.phase().compareTo(phase) <= 0
                        && random.nextInt(3) == 0) {
                    after.add(earlier.id());
                }
            }
            steps.add(new PlannedStep(
                    workload.name() + "/s" + i,
                    workload.name(),
                    "staged-act/1",
                    phase,
                    "step " + i,
                    phase == Phase.PROVE || random.nextInt(4) == 0 ? EffectKind.READS : EffectKind.CHANGES,
                    Fencing.CONVERGENT,
                    Set.of(random.nextBoolean() ? Side.A : Side.B),
                    after,
                    IfLost.DROP,
                    List.of(),
                    Duration.ofMinutes(1),
                    "{}"));
        }
        for (PlannedStep step : List.copyOf(steps)) {
            if ((step.phase() == Phase.QUIESCE || step.phase() == Phase.CATCH_UP) && random.nextBoolean()) {
                steps.add(new PlannedStep(
                        step.workload() + "/undo-" + step.id().replace('/', '-'),
                        step.workload(),
                        "staged-act/1",
                        Phase.UNDO,
                        "undo " + step.id(),
                        EffectKind.CHANGES,
                        Fencing.CONVERGENT,
                        step.sides(),
                        List.of(step.id()),
                        IfLost.DROP,
                        List.of(),
                        Duration.ofMinutes(1),
                        "{}"));
            }
        }
        return new PlanBody(
                "orders",
                "journal-1",
                Goal.failOverTo("centralus"),
                Region.of("eastus2"),
                Region.of("centralus"),
                1,
                Instant.parse("2026-11-20T12:00:00Z"),
                Optional.of(Side.A),
                Optional.of(Side.B),
                Optional.empty(),
                Duration.ofHours(1),
                Duration.ofMinutes(30),
                WORKLOADS,
                steps,
                List.of(),
                List.of(),
                List.of());
    }

    /** An executor that does what it is told, and a world that answers at random. */
    private static final class Walk {
        private final Random random;
        private final int free;
        private final TestTime time = new TestTime();
        private final Journal journal;
        private final Set<String> attempts = new LinkedHashSet<>();
        private final Set<String> looks = new LinkedHashSet<>();
        private int begunAfterCancel;

        Walk(Random random, int free, Plan plan) {
            this.random = random;
            this.free = free;
            MemoryStore store = new MemoryStore();
            Journal.initialise(
                    store,
                    "one",
                    time,
                    new Entry.Genesis(
                            "journal-1", "orders", Region.of("eastus2"), Region.of("centralus"), WORKLOADS, Side.A));
            journal = Journal.open(store, "orders", "one", time);
            append(new Entry.RunStarted("run-1", plan.json(), Optional.empty(), Optional.empty(), "one/1"));
        }

        OpenRun run() {
            return journal.state().runs().open().orElseThrow();
        }

        boolean isOver() {
            return journal.state().runs().open().isEmpty();
        }

        RunEnd end() {
            return journal.state().runs().last().flatMap(OpenRun::end).orElseThrow();
        }

        void append(Entry entry) {
            journal.append(s -> Decision.append(entry));
        }

        void toTheEnd() {
            for (int i = 0; i < 2000; i++) {
                if (isOver()) {
                    return;
                }
                move();
            }
            fail("no end after 2000 moves: %s", run());
        }

        void move() {
            OpenRun run = run();
            Set<String> underWay = new HashSet<>(attempts);
            underWay.addAll(looks);
            NextMove move = NextMove.of(run, time.now(), underWay, free - underWay.size());
            assertThat(NextMove.of(run, time.now(), underWay, free - underWay.size()))
                    .describedAs("pure")
                    .isEqualTo(move);
            if (move instanceof NextMove.Begin begin) {
                begin(run, begin, underWay);
            } else if (move instanceof NextMove.Fence) {
                assertSettledBefore(run, Phase.FENCE);
                append(new Entry.Fenced(run.id(), 2, Optional.empty(), List.of()));
            } else if (move instanceof NextMove.Route) {
                assertThat(run.fencedEpoch()).isPresent();
                assertSettledBefore(run, Phase.ROUTE);
                append(new Entry.Routed(run.id(), 3, Side.B, false));
            } else if (move instanceof NextMove.GiveBack) {
                assertThat(run.cancelled()).isPresent();
                assertThat(run.undos())
                        .allMatch(s -> run.progress(s.id()).status().isSettled());
                append(new Entry.Routed(run.id(), 3, Side.A, true));
            } else if (move instanceof NextMove.GiveUp giveUp) {
                giveUp.steps().forEach(step -> {
                    assertThat(run.plan().must(step.workload())).isFalse();
                    append(new Entry.StepDecided(
                            run.id(), step.id(), Entry.Decision.GIVE_UP, "runner", giveUp.because()));
                });
            } else if (move instanceof NextMove.Await) {
                assertThat(underWay).isNotEmpty();
                answerOne(run);
            } else if (move instanceof NextMove.WaitUntil wait) {
                assertThat(wait.until()).isAfter(time.now());
                time.advance(Duration.between(time.now(), wait.until()));
            } else if (move instanceof NextMove.Pause pause) {
                assertThat(pause.text()).isNotBlank();
                askAPerson(run);
            } else if (move instanceof NextMove.Finish finish) {
                if (finish.end() != RunEnd.CANCELLED) {
                    assertThat(run.plan().steps())
                            .allMatch(s -> (s.phase() == Phase.UNDO)
                                    != run.progress(s.id()).status().isSettled());
                }
                append(new Entry.RunFinished(run.id(), finish.end(), "", Optional.empty()));
            } else {
                fail("unexpected %s", move);
            }
        }

        private void begin(OpenRun run, NextMove.Begin begin, Set<String> underWay) {
            assertThat(begin.execute().size() + begin.observe().size())
                    .isPositive()
                    .isLessThanOrEqualTo(free - underWay.size());
            for (PlannedStep step : begin.observe()) {
                assertThat(run.progress(step.id()).status()).isEqualTo(Status.IN_DOUBT);
                looks.add(step.id());
            }
            for (PlannedStep step : begin.execute()) {
                if (step.phase() == Phase.UNDO) {
                    assertThat(run.cancelled()).isPresent();
                    assertThat(run.routedEpoch()).isEmpty();
                    assertThat(underWay).isEmpty();
                } else {
                    assertMayBegin(run, step, underWay);
                    if (run.cancelled().isPresent()) {
                        begunAfterCancel++;
                    }
                }
                int attempt = run.progress(step.id()).attempt() + 1;
                append(new Entry.StepIntended(
                        run.id(), step.id(), attempt, run.epoch(), time.now().plusSeconds(60)));
                attempts.add(step.id());
            }
        }

        /** The undo steps this walk was told to do, or gave up, by what the journal says. */
        List<PlannedStep> undoneSteps(OpenRun run) {
            return run.plan().steps().stream()
                    .filter(s -> s.phase() == Phase.UNDO)
                    .filter(s -> run.progress(s.id()).status() != Status.PENDING)
                    .toList();
        }

        private void assertMayBegin(OpenRun run, PlannedStep step, Set<String> underWay) {
            assertThat(underWay).doesNotContain(step.id());
            assertSettledBefore(run, step.phase());
            for (String before : step.after()) {
                assertThat(run.progress(before).status().isSettled()).isTrue();
            }
            WorkloadLine line = WORKLOADS.stream()
                    .filter(w -> w.name().equals(step.workload()))
                    .findFirst()
                    .orElseThrow();
            for (PlannedStep other : run.plan().steps()) {
                if (line.after().contains(other.workload()) && other.phase() == step.phase()) {
                    assertThat(run.progress(other.id()).status().isSettled()).isTrue();
                }
            }
            if (step.phase().compareTo(Phase.FENCE) > 0) {
                assertThat(run.fencedEpoch()).isPresent();
            }
            if (step.phase().compareTo(Phase.ROUTE) > 0) {
                assertThat(run.routedEpoch()).isPresent();
            }
        }

        private static void assertSettledBefore(OpenRun run, Phase phase) {
            for (PlannedStep other : run.plan().steps()) {
                if (other.phase().compareTo(phase) < 0) {
                    assertThat(run.progress(other.id()).status().isSettled())
                            .describedAs("%s before %s", other.id(), phase)
                            .isTrue();
                }
            }
        }

        private void answerOne(OpenRun run) {
            if (!looks.isEmpty() && (attempts.isEmpty() || random.nextBoolean())) {
                String step = looks.iterator().next();
                looks.remove(step);
                Presence seen =
                        switch (random.nextInt(3)) {
                            case 0 -> Presence.present();
                            case 1 -> Presence.absent();
                            default -> Presence.unclear("fog");
                        };
                append(new Entry.StepObserved(run.id(), step, seen, Optional.of(time.now())));
                return;
            }
            List<String> some = List.copyOf(attempts);
            String step = some.get(random.nextInt(some.size()));
            attempts.remove(step);
            Optional<Instant> later = Optional.of(time.now().plusSeconds(random.nextInt(5)));
            Entry.StepAnswered answered =
                    switch (random.nextInt(6)) {
                        case 0 -> answered(run, step, Outcome.failedForNow("503"), later);
                        case 1 -> answered(run, step, Outcome.failed("404"), Optional.empty());
                        case 2 -> answered(run, step, Outcome.inDoubt("reset"), later);
                        case 3 -> answered(run, step, Outcome.refused("rule", "reason"), Optional.empty());
                        default -> answered(run, step, Outcome.done(), Optional.empty());
                    };
            append(answered);
        }

        private static Entry.StepAnswered answered(
                OpenRun run, String step, Outcome.Answer answer, Optional<Instant> retryAt) {
            return new Entry.StepAnswered(run.id(), step, run.progress(step).attempt(), answer, retryAt);
        }

        private void askAPerson(OpenRun run) {
            List<String> stuck = run.plan().steps().stream()
                    .map(PlannedStep::id)
                    .filter(id -> run.progress(id).status().needsPerson())
                    .toList();
            assertThat(stuck)
                    .describedAs("a pause names somebody who can end it")
                    .isNotEmpty();
            for (String step : stuck) {
                append(new Entry.StepDecided(
                        run.id(),
                        step,
                        random.nextBoolean() ? Entry.Decision.RETRY : Entry.Decision.SKIP,
                        "ann",
                        "because"));
            }
        }
    }
}
