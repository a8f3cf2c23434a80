package io.github.azuredr.testkit.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.codec.Codec;
import io.github.azuredr.codec.CodecException;
import io.github.azuredr.contract.FailoverContract;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.plan.PlanException;
import io.github.azuredr.plan.PlannedStep;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Step;
import io.github.azuredr.testkit.story.CommittedText;
import io.github.azuredr.testkit.walk.CrashWalker;
import io.github.azuredr.testkit.walk.Performance;
import io.github.azuredr.testkit.walk.ProtectedWorkload;
import io.github.azuredr.testkit.walk.Scenario;
import io.github.azuredr.testkit.walk.World;
import io.github.azuredr.testkit.walk.ZombieWalker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * What every failover contract keeps. Inherit it, say how a world is made, and each fact is a test; override the scenario
 * where the default one does not fit.
 *
 * <p>The golden JSON of each step type is kept under {@code src/test/resources/steps}; {@code -Ddr.golden.update=true}
 * writes it. What an older version wrote must be readable for years, so a changed file needs a new version of the type.
 *
 * @param <W> the world the contract's services live in
 */
public abstract class FailoverContractKit<W extends World> {
    private static final Codec CODEC = Codec.create();

    /** A fresh world: side A serves and holds something, side B has never been prepared. */
    protected abstract W world();

    /** What happens to the world that a crash or an overtaken executor must not change; by default a whole outage. */
    protected Scenario<W> outage() {
        return prepared()
                .goesDark(Side.A)
                .forceFailOver(second())
                .comesBack(Side.A)
                .reprotect()
                .replicate()
                .failOver(first());
    }

    /** How the world gets ready to lose a side. */
    protected Scenario<W> prepared() {
        return Scenario.in(this::world).prepare().replicate();
    }

    /** By type id, a step of each type that no plan of the outage or the drill holds, or whose planned one varies. */
    protected Map<String, Step<?>> moreExamples() {
        return Map.of();
    }

    /** How many walks each walker makes; by default every one, and for crashes twenty second kills. */
    protected int walks() {
        return Integer.MAX_VALUE;
    }

    @Test
    public void theSamePlanComesTwice() {
        Performance<W> one = Performance.of(outage());
        Performance<W> other = Performance.of(outage());
        do {
            for (Goal goal : goals(one)) {
                Optional<Plan> first = plan(one.dr(), goal);
                assertThat(planned(one.anotherProcess(), goal))
                        .as("%s, planned by another process on the same journal", goal.spoken())
                        .isEqualTo(first.map(FailoverContractKit::withoutJournal));
                assertThat(planned(other.dr(), goal))
                        .as("%s, planned in an equal world", goal.spoken())
                        .isEqualTo(first.map(FailoverContractKit::withoutJournal));
            }
            other.next();
        } while (one.next().isPresent());
    }

    @Test
    public void planningHasNoEffect() {
        Performance<W> performance = Performance.of(outage());
        do {
            int before = performance.reached().size();
            String state = performance.fingerprint();
            Map<String, Integer> effects = Map.copyOf(performance.world().effects());
            goals(performance).forEach(goal -> plan(performance.dr(), goal));
            assertThat(performance
                            .reached()
                            .subList(before, performance.reached().size()))
                    .as("port calls while planning")
                    .filteredOn(r -> !r.look())
                    .isEmpty();
            assertThat(performance.world().effects()).as("effects of planning").isEqualTo(effects);
            assertThat(performance.fingerprint()).as("the state after planning").isEqualTo(state);
        } while (performance.next().isPresent());
    }

    @Test
    public void aForcedFailoverNeverCallsTheLostSide() {
        Performance<W> performance = Performance.of(prepared().goesDark(Side.A));
        performance.toTheEnd();
        int before = performance.reached().size();
        int calls = performance.world().calls(Side.A);

        RunReport report = Scenario.approved(performance.dr(), Goal.forceFailOverTo(second()));

        assertThat(report.result().isReached()).as(report.text()).isTrue();
        assertThat(performance.reached().subList(before, performance.reached().size()))
                .as("what reached the lost side")
                .filteredOn(r -> r.side() == Side.A)
                .isEmpty();
        assertThat(performance.world().calls(Side.A))
                .as("calls the lost side's services were asked for")
                .isEqualTo(calls);
    }

    @Test
    public void everyStepThatDestroysNamesItsVictims() {
        assertThat(brokenRules()).as("plans that core refuses to draft").noneMatch(rule -> rule.contains("victims"));
        allSteps().stream()
                .filter(s -> s.effect() == EffectKind.DESTROYS)
                .forEach(s -> assertThat(s.victims()).as(s.id()).isNotEmpty());
    }

    @Test
    public void provingOnlyReads() {
        assertThat(brokenRules()).as("plans that core refuses to draft").noneMatch(rule -> rule.contains("PROVE"));
        allSteps().stream()
                .filter(s -> s.phase() == Phase.PROVE)
                .forEach(s -> assertThat(s.effect()).as(s.id()).isEqualTo(EffectKind.READS));
    }

    @Test
    public void everyStepTypeIsReadBackAsItWasWritten() {
        Map<String, String> bodies = new LinkedHashMap<>();
        moreExamples().forEach((type, step) -> bodies.put(type, CODEC.text(step)));
        allSteps().forEach(step -> bodies.putIfAbsent(step.type(), step.body()));
        for (ProtectedWorkload workload : world().workloads()) {
            FailoverContract<?> contract = workload.contract();
            assertThat(bodies.keySet())
                    .as(
                            "types of %s with an example: from a plan of the outage or the drill, or from moreExamples()",
                            workload.name())
                    .containsAll(contract.stepTypes().ids());
            for (String type : new TreeSet<>(contract.stepTypes().ids())) {
                String body = bodies.getOrDefault(type, "");
                Class<?> record = contract.stepTypes().typeOf(type).orElseThrow();
                assertThat(readBack(type, body, record))
                        .as("%s read back", type)
                        .isEqualTo(body);
                CommittedText.of(
                                Path.of("src", "test", "resources", "steps", type.replace('/', '-') + ".json"),
                                "dr.golden.update")
                        .mustBe(body + "\n");
            }
        }
    }

    @Test
    public void aCrashAnywhereEndsLikeAnUndisturbedRun() {
        CrashWalker.of(outage()).sampling(walks(), 1).walk();
    }

    @Test
    public void anOvertakenExecutorDoesNoHarmThatItsFencingDoesNotDeclare() {
        ZombieWalker.of(outage()).sampling(walks(), 1).walk();
    }

    @Test
    public void alreadyThereIsAnEmptyPlan() {
        Performance<W> performance = Performance.of(Scenario.in(this::world).prepare());
        performance.toTheEnd();

        for (Goal goal : List.of(Goal.prepare(), Goal.failOverTo(first()), Goal.forceFailOverTo(first()))) {
            Plan plan = performance.dr().plan(goal);
            assertThat(plan.isEmpty())
                    .as("%s, again:\n%s", goal.spoken(), plan.text())
                    .isTrue();
        }
    }

    @Test
    public void stepsTouchOnlyTheSidesTheyDeclare() {
        Performance<W> performance = Performance.of(prepared());
        performance.toTheEnd();
        List<Goal> goals = List.of(
                Goal.prepare(),
                Goal.replicate(),
                Goal.drillIn(second()),
                Goal.endDrill(),
                Goal.failOverTo(second()),
                Goal.failOverTo(first()));
        for (Goal goal : goals) {
            Optional<Plan> plan =
                    plan(performance.dr(), goal).filter(p -> p.blockers().isEmpty());
            if (plan.isPresent()) {
                RunReport report = Scenario.approved(performance.dr(), goal);
                assertThat(report.steps()).as("steps of %s", goal.spoken()).noneMatch(s -> s.detail()
                        .contains("but declared only"));
                performance.dr().openRun().ifPresent(run -> run.abandon("kit", "the next goal"));
            }
        }
    }

    private static String readBack(String type, String body, Class<?> record) {
        try {
            return CODEC.text(CODEC.read(body, record));
        } catch (CodecException unreadable) {
            throw new AssertionError("step type " + type + " cannot read " + body, unreadable);
        }
    }

    private String first() {
        return world().pair().region(Side.A).name();
    }

    private String second() {
        return world().pair().region(Side.B).name();
    }

    private static List<Goal> goals(Performance<?> performance) {
        RegionPair pair = performance.world().pair();
        String a = pair.region(Side.A).name();
        String b = pair.region(Side.B).name();
        return List.of(
                Goal.prepare(),
                Goal.replicate(),
                Goal.failOverTo(a),
                Goal.failOverTo(b),
                Goal.forceFailOverTo(a),
                Goal.forceFailOverTo(b),
                Goal.reprotect(),
                Goal.drillIn(b),
                Goal.endDrill());
    }

    /** The plan; none when core refuses to draft it, which is another fact's business. */
    private static Optional<Plan> plan(DisasterRecovery dr, Goal goal) {
        try {
            return Optional.of(dr.plan(goal));
        } catch (PlanException refused) {
            return Optional.empty();
        }
    }

    private static Optional<String> planned(DisasterRecovery dr, Goal goal) {
        return plan(dr, goal).map(FailoverContractKit::withoutJournal);
    }

    private static String withoutJournal(Plan plan) {
        return plan.json().replace(plan.body().journal(), "journal").replaceAll("run-[0-9]+", "run-n");
    }

    /** Every step of every plan that can be made during the outage. */
    private List<PlannedStep> allSteps() {
        List<PlannedStep> steps = new ArrayList<>();
        everyPlan(plan -> steps.addAll(plan.steps()), refused -> {});
        return steps;
    }

    private List<String> brokenRules() {
        List<String> rules = new ArrayList<>();
        everyPlan(plan -> {}, refused -> rules.add(String.valueOf(refused.getMessage())));
        return rules;
    }

    private void everyPlan(Consumer<Plan> drafted, Consumer<PlanException> refused) {
        Performance<W> outage = Performance.of(outage());
        do {
            everyPlan(outage, drafted, refused);
        } while (outage.next().isPresent());
        Performance<W> drill = Performance.of(prepared());
        drill.toTheEnd();
        if (plan(drill.dr(), Goal.drillIn(second()))
                .filter(p -> !p.isEmpty() && p.blockers().isEmpty())
                .isPresent()) {
            Scenario.approved(drill.dr(), Goal.drillIn(second()));
            everyPlan(drill, drafted, refused);
        }
    }

    private static void everyPlan(Performance<?> performance, Consumer<Plan> drafted, Consumer<PlanException> refused) {
        for (Goal goal : goals(performance)) {
            try {
                drafted.accept(performance.dr().plan(goal));
            } catch (PlanException e) {
                refused.accept(e);
            }
        }
    }
}
