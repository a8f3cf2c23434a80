package io.github.azuredr.testkit.walk;

import io.github.azuredr.contract.FailoverContract;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.Observation;
import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.step.StepTypes;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A contract whose looks and port calls are watched; for the rest it is the contract. */
final class WatchedContract<P> implements FailoverContract<P> {
    private final FailoverContract<P> contract;
    private final Watcher watcher;
    private final Supplier<String> step;

    WatchedContract(FailoverContract<P> contract, Watcher watcher, Supplier<String> step) {
        this.contract = contract;
        this.watcher = watcher;
        this.step = step;
    }

    @Override
    public StepTypes<P> stepTypes() {
        return contract.stepTypes();
    }

    @Override
    public P port(Side side) {
        return WatchedPort.of(contract.port(side), side, watcher, step);
    }

    @Override
    public Observation observe(Side side) {
        Moment moment = new Moment(Moment.Kind.LOOK, Optional.of(side), "observe", "");
        watcher.before(moment);
        try {
            return contract.observe(side);
        } finally {
            watcher.after(moment);
        }
    }

    @Override
    public List<Gap> gaps(Situation now) {
        return contract.gaps(now);
    }

    @Override
    public void plan(Goal goal, Situation now, PlanDraft<P> draft) {
        contract.plan(goal, now, draft);
    }
}
