package io.github.azuredr.journal;

import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.IfLost;
import io.github.azuredr.plan.PlannedStep;
import java.time.Instant;
import java.util.Optional;

/**
 * A step that a forced run put off.
 *
 * @param run the run
 * @param step the step as planned
 * @param side the side it waits for
 * @param lastIntent when an attempt was last intended, with nothing heard since
 * @param deadline when that attempt is given up
 */
public record DeferredStep(
        String run, PlannedStep step, Side side, Optional<Instant> lastIntent, Optional<Instant> deadline) {

    /** Run / step id. */
    public String key() {
        return run + "/" + step.id();
    }

    /** The id it gets in a plan that takes it over. */
    public String takenOverId() {
        String name = step.id().substring(step.workload().length() + 1);
        return step.workload() + "/deferred:" + run + ":" + name;
    }

    /** Whether any live instance does it as soon as the side answers. */
    public boolean isFence() {
        return step.ifLost() == IfLost.DEFER_AS_FENCE;
    }
}
