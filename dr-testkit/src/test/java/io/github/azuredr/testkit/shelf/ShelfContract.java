package io.github.azuredr.testkit.shelf;

import io.github.azuredr.contract.FailoverContract;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.Observation;
import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.IfLost;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepTypes;
import java.util.List;
import java.util.Map;

/** Copies things; the active shelf serves, the other stands by. */
public class ShelfContract implements FailoverContract<ShelfPort> {
    protected final ShelfWorld world;

    public ShelfContract(ShelfWorld world) {
        this.world = world;
    }

    @Override
    public StepTypes<ShelfPort> stepTypes() {
        return StepTypes.<ShelfPort>none()
                .with("shelf-check/1", ShelfSteps.Check.class)
                .with("shelf-mode/1", ShelfSteps.Mode.class)
                .with("shelf-copy/1", ShelfSteps.Copy.class)
                .with("shelf-announce/1", type(announce(Side.B)))
                .with("shelf-label/1", type(label(Side.B, "")))
                .with("shelf-set-aside/1", ShelfSteps.SetAside.class)
                .with("shelf-open-scratch/1", type(openScratch(Side.B)))
                .with("shelf-destroy-scratch/1", type(destroyScratch(Side.B, 0)));
    }

    @Override
    public ShelfPort port(Side side) {
        return world.shelf(side);
    }

    @Override
    public Observation observe(Side side) {
        ShelfPort port = world.shelf(side);
        return Observation.of(
                world.clock().now(), Map.of("mode", port.mode(), "scratch", String.valueOf(port.scratch())));
    }

    @Override
    public List<Gap> gaps(Situation now) {
        return now.newestComplete(now.source()).isPresent()
                ? List.of()
                : List.of(Gap.warning("never-copied", "nothing was ever copied", "replicate()"));
    }

    @Override
    public void plan(Goal goal, Situation now, PlanDraft<ShelfPort> draft) {
        Side from = now.source();
        Side to = from.other();
        if (goal instanceof Goal.Prepare && !fact(now, to, "mode").equals("standby")) {
            draft.step("standby", Phase.CATCH_UP, new ShelfSteps.Mode(to, "standby"));
        } else if (goal instanceof Goal.Replicate) {
            draft.step("copy", Phase.CATCH_UP, new ShelfSteps.Copy(from, to));
        } else if (goal.movesTheActiveSide()) {
            draft.step("check", Phase.PROVE, new ShelfSteps.Check(to));
            draft.step("quiesce", Phase.QUIESCE, new ShelfSteps.Mode(from, "standby"))
                    .ifLost(IfLost.DEFER_AS_FENCE);
            draft.step("catch-up", Phase.CATCH_UP, new ShelfSteps.Copy(from, to));
            draft.step("serve", Phase.ACTIVATE, new ShelfSteps.Mode(to, "serve"));
            draft.step("announce", Phase.VERIFY, announce(to));
            draft.step("label", Phase.TIDY, label(to, "active"));
            draft.step("unlabel", Phase.TIDY, label(from, "standby")).ifLost(IfLost.DEFER);
        } else if (goal instanceof Goal.Reprotect) {
            draft.step("set-aside", Phase.QUIESCE, new ShelfSteps.SetAside(to));
            draft.step("copy", Phase.CATCH_UP, new ShelfSteps.Copy(from, to));
        } else if (goal instanceof Goal.DrillIn && fact(now, to, "scratch").equals("0")) {
            draft.step("scratch", Phase.CATCH_UP, openScratch(to));
        } else if (goal instanceof Goal.EndDrill && !fact(now, to, "scratch").equals("0")) {
            draft.step("clear", Phase.TIDY, destroyScratch(to, Long.parseLong(fact(now, to, "scratch"))));
        }
    }

    protected Step<ShelfPort> announce(Side side) {
        return new ShelfSteps.Announce(side);
    }

    protected Step<ShelfPort> label(Side side, String label) {
        return new ShelfSteps.Label(side, label);
    }

    protected Step<ShelfPort> openScratch(Side side) {
        return new ShelfSteps.OpenScratch(side);
    }

    protected Step<ShelfPort> destroyScratch(Side side, long version) {
        return new ShelfSteps.DestroyScratch(side, version);
    }

    @SuppressWarnings("unchecked") // a step's class is a class of steps
    private static Class<? extends Step<ShelfPort>> type(Step<ShelfPort> step) {
        return (Class<? extends Step<ShelfPort>>) step.getClass();
    }

    private static String fact(Situation now, Side side, String name) {
        return now.observation(side).flatMap(o -> o.fact(name)).orElse("");
    }
}
