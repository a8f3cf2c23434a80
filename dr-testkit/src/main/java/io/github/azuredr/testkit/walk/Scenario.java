package io.github.azuredr.testkit.walk;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.journal.DeferredStep;
import io.github.azuredr.journal.JournalState;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.ApprovedPlan;
import io.github.azuredr.plan.Concern;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.plan.PlannedStep;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Victim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A script over a fresh world: what is done, line by line. Each method gives a longer copy.
 *
 * @param <W> the world
 */
public final class Scenario<W extends World> {

    private final Supplier<W> worlds;
    private final List<Act<W>> acts;
    private final PauseRule<W> pauses;
    private final Map<Fencing, Integer> surplus;

    private Scenario(Supplier<W> worlds, List<Act<W>> acts, PauseRule<W> pauses, Map<Fencing, Integer> surplus) {
        this.worlds = worlds;
        this.acts = List.copyOf(acts);
        this.pauses = pauses;
        this.surplus = Map.copyOf(surplus);
    }

    /** Nothing happens yet, in a world the supplier makes anew each time. */
    public static <W extends World> Scenario<W> in(Supplier<W> worlds) {
        // A repetition of what looking can find, or of what cannot be had back, is damage; an idempotent one is not.
        Map<Fencing, Integer> surplus = new EnumMap<>(Fencing.class);
        surplus.put(Fencing.CONDITIONAL, 0);
        surplus.put(Fencing.UNFENCED, 0);
        surplus.put(Fencing.NAMED, 1);
        surplus.put(Fencing.CONVERGENT, 1);
        return new Scenario<>(worlds, List.of(), PauseRule.never(), surplus);
    }

    /** Starts one run, which must reach its goal. Repeatable: after a crash before its first entry it is done again. */
    public Scenario<W> run(String name, Function<DisasterRecovery, RunReport> act) {
        return and(new Act<>(name, Act.Kind.RUN, (world, dr) -> Optional.of(act.apply(dr)), state -> true));
    }

    /** Calls the library without a run, such as {@code readiness()}; repeated until the journal
     * shows it done, time moving on a minute each. */
    public Scenario<W> call(String name, BiConsumer<W, DisasterRecovery> act, Predicate<JournalState> done) {
        return and(new Act<>(
                name,
                Act.Kind.CALL,
                (world, dr) -> {
                    act.accept(world, dr);
                    return Optional.empty();
                },
                done));
    }

    /** Something happens to the world: data is written, time passes, a service fails. */
    public Scenario<W> happens(String name, Consumer<W> event) {
        return and(new Act<>(
                name,
                Act.Kind.EVENT,
                (world, dr) -> {
                    event.accept(world);
                    return Optional.empty();
                },
                state -> true));
    }

    /** Time passes. */
    public Scenario<W> passes(Duration time) {
        return happens(time + " pass", world -> world.clock().advance(time));
    }

    /** The second region is prepared. */
    public Scenario<W> prepare() {
        return run("prepare", dr -> approved(dr, Goal.prepare()));
    }

    /** One replication pass. */
    public Scenario<W> replicate() {
        return run("replicate", dr -> approved(dr, Goal.replicate()));
    }

    /** A planned failover. */
    public Scenario<W> failOver(String region) {
        return run("failover to " + region, dr -> approved(dr, Goal.failOverTo(region)));
    }

    /** A forced failover that accepts whatever is lost and every concern of its plan. */
    public Scenario<W> forceFailOver(String region) {
        return run("forced failover to " + region, dr -> approved(dr, Goal.forceFailOverTo(region)));
    }

    /** The returned side is protected again. */
    public Scenario<W> reprotect() {
        return run("reprotect", dr -> approved(dr, Goal.reprotect()));
    }

    /** A side goes dark. */
    public Scenario<W> goesDark(Side side) {
        return happens("side " + side + " goes dark", world -> world.goDark(side));
    }

    /** A side answers again, and the library notes it and does what it owes there. */
    public Scenario<W> comesBack(Side side) {
        return happens("side " + side + " comes back", world -> world.comeBack(side))
                .call(
                        "readiness",
                        (world, dr) -> dr.readiness(),
                        state -> state.routing().lost().isEmpty()
                                && state.runs().deferred().stream().noneMatch(DeferredStep::isFence));
    }

    /** What is done with runs that wait; by default waiting is a failure. */
    public Scenario<W> whenPaused(PauseRule<W> rule) {
        return new Scenario<>(worlds, acts, rule, surplus);
    }

    /**
     * How much more often than in an undisturbed run an effect may take place for each kill that left a step of this
     * fencing in doubt. By default once for CONVERGENT and NAMED, never for CONDITIONAL and UNFENCED.
     */
    public Scenario<W> allowing(Fencing fencing, int surplusPerKill) {
        Map<Fencing, Integer> more = new EnumMap<>(surplus);
        more.put(fencing, surplusPerKill);
        return new Scenario<>(worlds, acts, pauses, more);
    }

    /** Plans, approves by accepting every concern and naming every victim by name and any loss, and runs; a blocked plan is a failure. */
    public static RunReport approved(DisasterRecovery dr, Goal goal) {
        Plan plan = dr.plan(goal);
        if (!plan.blockers().isEmpty()) {
            throw new AssertionError("the plan is blocked:\n" + plan.text());
        }
        ApprovedPlan word = plan.approvedBy("walker")
                .because("scenario")
                .acceptingAnyLoss()
                .accepting(plan.body().concerns().stream()
                        .filter(c -> c.weight() == Concern.Weight.ACCEPT)
                        .map(Concern::id)
                        .toArray(String[]::new))
                .destroying(plan.victims().stream().map(Victim::name).toArray(String[]::new));
        return dr.run(word);
    }

    W freshWorld() {
        return worlds.get();
    }

    List<Act<W>> acts() {
        return acts;
    }

    PauseRule<W> pauses() {
        return pauses;
    }

    /** How much more often an effect may take place once these steps were left in doubt. */
    int surplusAfter(List<PlannedStep> inDoubt) {
        return inDoubt.stream()
                .filter(step -> step.effect() != EffectKind.DESTROYS)
                .mapToInt(step -> surplus.getOrDefault(step.fencing(), 0))
                .max()
                .orElse(0);
    }

    private Scenario<W> and(Act<W> act) {
        List<Act<W>> more = new ArrayList<>(acts);
        more.add(act);
        return new Scenario<>(worlds, more, pauses, surplus);
    }
}
