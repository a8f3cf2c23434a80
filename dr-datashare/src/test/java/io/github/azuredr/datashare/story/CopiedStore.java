package io.github.azuredr.datashare.story;

import io.github.azuredr.contract.FailoverContract;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.Observation;
import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import io.github.azuredr.step.StepTypes;
import io.github.azuredr.time.TimeSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The least workload that copies data, as a lake does: each pass is a recovery point. */
record CopiedStore(TimeSource time) implements FailoverContract<CopiedStore.Port> {

    interface Port {}

    record NoPort() implements Port {}

    record CopyAll(Side from) implements Step<Port> {
        @Override
        public String title() {
            return "Copy everything from side " + from;
        }

        @Override
        public EffectKind effect() {
            return EffectKind.CHANGES;
        }

        @Override
        public Fencing fencing() {
            return Fencing.CONVERGENT;
        }

        @Override
        public Set<Side> touches() {
            return Set.of(Side.A, Side.B);
        }

        @Override
        public Presence observe(StepContext<Port> at) {
            return Presence.absent();
        }

        @Override
        public Outcome.Answer execute(StepContext<Port> at) {
            return Outcome.done().proving(RecoveryPoint.complete(from, at.now()));
        }
    }

    @Override
    public StepTypes<Port> stepTypes() {
        return StepTypes.<Port>none().with("copy-all/1", CopyAll.class);
    }

    @Override
    public Port port(Side side) {
        return new NoPort();
    }

    @Override
    public Observation observe(Side side) {
        return Observation.of(time.now(), Map.of());
    }

    @Override
    public List<Gap> gaps(Situation now) {
        return List.of();
    }

    @Override
    public void plan(Goal goal, Situation now, PlanDraft<Port> draft) {
        if (goal instanceof Goal.Replicate) {
            draft.step("copy", Phase.CATCH_UP, new CopyAll(now.source()));
        }
    }
}
