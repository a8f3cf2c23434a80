package io.github.azuredr.benchmarks;

import io.github.azuredr.contract.FailoverContract;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.Observation;
import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Phase;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A workload whose replication is a graph of calls that take their time and do nothing else. */
final class WaitingContract implements FailoverContract<WaitingContract.Remote> {
    private final StepGraph graph;
    private final TimeSource time;

    WaitingContract(StepGraph graph, TimeSource time) {
        this.graph = graph;
        this.time = time;
    }

    /** The remote service. */
    public interface Remote {
        /** A call that is answered after that long. */
        void call(long millis);
    }

    /** What both the library and its peer wait with. */
    static void answerAfter(long millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public StepTypes<Remote> stepTypes() {
        return StepTypes.<Remote>none().with("call/1", Call.class);
    }

    @Override
    public Remote port(Side side) {
        return WaitingContract::answerAfter;
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
    public void plan(Goal goal, Situation now, PlanDraft<Remote> draft) {
        if (goal instanceof Goal.Replicate) {
            for (StepGraph.Node node : graph.steps()) {
                draft.step(node.name(), Phase.CATCH_UP, new Call(now.source().other(), node.name(), node.millis()))
                        .after(node.after().stream()
                                .map(i -> graph.steps().get(i).name())
                                .toArray(String[]::new));
            }
        }
    }

    /**
     * One call.
     *
     * @param side which side is called
     * @param name the step's name
     * @param millis how long the answer takes
     */
    public record Call(Side side, String name, int millis) implements Step<Remote> {
        @Override
        public String title() {
            return "call " + name + " on " + side;
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
            return Set.of(side);
        }

        @Override
        public Presence observe(StepContext<Remote> at) {
            return Presence.absent();
        }

        @Override
        public Outcome.Answer execute(StepContext<Remote> at) {
            at.on(side).call(millis);
            return Outcome.done();
        }
    }
}
