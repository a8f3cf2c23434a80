package io.github.azuredr;

import io.github.azuredr.contract.FailoverContract;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.journal.DeferredStep;
import io.github.azuredr.journal.Journal;
import io.github.azuredr.journal.JournalState;
import io.github.azuredr.journal.Routing;
import io.github.azuredr.pair.Region;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Concern;
import io.github.azuredr.plan.Concern.Weight;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.plan.PlanBody;
import io.github.azuredr.plan.PlannedStep;
import io.github.azuredr.recovery.LossBound;
import io.github.azuredr.run.Bounds;
import io.github.azuredr.run.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns a goal into a plan: looks, asks every contract for its part, and says what stands against it. */
final class Planner {
    private final Settings settings;
    private final Journal journal;
    private final Looks looks;

    Planner(Settings settings, Journal journal, Looks looks) {
        this.settings = settings;
        this.journal = journal;
        this.looks = looks;
    }

    Plan plan(Goal goal) {
        JournalState before = journal.refresh();
        Optional<Side> target = target(goal, before.routing());
        if (goal.movesTheActiveSide() && target.equals(before.routing().active())) {
            return Plan.of(body(goal, before, target, Optional.empty(), List.of(), List.of(), List.of(), List.of()));
        }
        boolean forced = goal instanceof Goal.ForceFailOverTo;
        Optional<Side> lost =
                forced ? target.map(Side::other) : before.routing().lost();
        List<Concern> concerns = new ArrayList<>(StandingInTheWay.of(goal, before.routing(), target, settings));
        concerns.addAll(unfenced(goal, before));
        Set<Side> seen = EnumSet.allOf(Side.class);
        lost.ifPresent(seen::remove);
        before.routing().lost().ifPresent(seen::remove); // also when a goal takes the other one as lost
        failures(looks.at(seen, forced ? lost : Optional.empty()), forced, concerns);

        JournalState state = journal.refresh();
        if (forced) {
            concerns.addAll(expired(state, lost.orElseThrow()));
        }
        List<PlannedStep> steps = new ArrayList<>();
        List<String> instructions = new ArrayList<>();
        if (concerns.stream().noneMatch(c -> c.weight() == Weight.BLOCKS)) {
            for (Map.Entry<String, Workload<?>> workload : settings.workloads().entrySet()) {
                Situation now = looks.situation(state, workload.getKey(), lost, forced);
                draft(goal, workload.getKey(), workload.getValue().contract(), now, steps, concerns, instructions);
            }
            if (goal instanceof Goal.Reprotect) {
                takeOverDeferred(state, steps);
            }
        }
        List<LossBound> bounds =
                forced ? Bounds.of(state, lost.orElseThrow(), settings.time().now()) : List.of();
        return Plan.of(
                body(goal, state, target, forced ? lost : Optional.empty(), steps, bounds, concerns, instructions));
    }

    /** A forced plan is made from the last looks at the lost side; one that no longer proves anything is accepted by name. */
    private List<Concern> expired(JournalState state, Side lost) {
        Instant oldest = settings.time().now().minus(settings.readinessValidFor());
        return settings.workloads().keySet().stream()
                .filter(name -> state.look(name, lost)
                        .filter(look -> look.at().isAfter(oldest))
                        .isEmpty())
                .map(name -> new Concern(
                        "readiness-expired",
                        Weight.ACCEPT,
                        name,
                        "the last look at " + settings.pair().label(lost) + " is "
                                + state.look(name, lost)
                                        .map(look -> "of " + look.at())
                                        .orElse("missing")
                                + "; readiness() proofs count for " + settings.readinessValidFor()))
                .toList();
    }

    /** A returned side that was not fenced yet goes on serving after a reprotect calls it reconciled; a person knows. */
    private static List<Concern> unfenced(Goal goal, JournalState state) {
        if (!(goal instanceof Goal.Reprotect)) {
            return List.of();
        }
        return state.runs().deferred().stream()
                .filter(DeferredStep::isFence)
                .map(step -> new Concern(
                        "fence-owed",
                        Weight.ACCEPT,
                        step.step().workload(),
                        step.key() + " (" + step.step().title() + ") is not done yet; readiness() does it"))
                .toList();
    }

    private <P> void draft(
            Goal goal,
            String name,
            FailoverContract<P> contract,
            Situation now,
            List<PlannedStep> steps,
            List<Concern> concerns,
            List<String> instructions) {
        PlanDraft<P> draft = new PlanDraft<>(name, contract.stepTypes());
        contract.plan(goal, now, draft);
        steps.addAll(draft.steps());
        concerns.addAll(draft.concerns());
        instructions.addAll(draft.instructions());
        if (goal.movesTheActiveSide()) {
            Weight weight = goal instanceof Goal.ForceFailOverTo ? Weight.ACCEPT : Weight.BLOCKS;
            contract.gaps(now).stream()
                    .filter(gap -> gap.severity() == Gap.Severity.CRITICAL)
                    .forEach(gap -> concerns.add(new Concern(gap.id(), weight, name, gap.text() + "; " + gap.next())));
        }
    }

    private static void failures(Map<String, Map<Side, String>> failures, boolean forced, List<Concern> concerns) {
        failures.forEach((workload, sides) -> sides.forEach((side, why) -> concerns.add(
                forced
                        ? new Concern(
                                "target-unseen",
                                Weight.ACCEPT,
                                workload,
                                "side " + side + " does not answer: " + why + "; the plan is made from the last look")
                        : new Concern("does-not-answer", Weight.BLOCKS, workload, "side " + side + ": " + why))));
    }

    /** What forced runs put off until now joins this plan, at its beginning, under its new approval. */
    private static void takeOverDeferred(JournalState state, List<PlannedStep> steps) {
        for (DeferredStep deferred : state.runs().deferred()) {
            if (!deferred.isFence()) {
                steps.add(deferred.step().movedTo(deferred.takenOverId(), Phase.QUIESCE, List.of()));
            }
        }
    }

    private Optional<Side> target(Goal goal, Routing routing) {
        if (goal.place().isEmpty()) {
            return routing.active().map(Side::other);
        }
        Region region = goal.place().get();
        if (!settings.pair().contains(region)) {
            throw new RecoveryException(
                    settings.application() + ", goal " + goal.spoken() + ": region '" + region + "' is not one of "
                            + settings.pair().label(Side.A) + " and "
                            + settings.pair().label(Side.B) + ".",
                    "Name one of the two.");
        }
        return Optional.of(settings.pair().region(Side.A).equals(region) ? Side.A : Side.B);
    }

    private PlanBody body(
            Goal goal,
            JournalState state,
            Optional<Side> target,
            Optional<Side> lost,
            List<PlannedStep> steps,
            List<LossBound> bounds,
            List<Concern> concerns,
            List<String> instructions) {
        return new PlanBody(
                settings.application(),
                state.genesis().journal(),
                goal,
                settings.pair().region(Side.A),
                settings.pair().region(Side.B),
                state.routing().epoch(),
                settings.time().now(),
                state.routing().active(),
                target,
                lost,
                settings.objectives().rto(),
                settings.objectives().rpo(),
                settings.lines(),
                steps,
                bounds,
                concerns,
                instructions);
    }
}
