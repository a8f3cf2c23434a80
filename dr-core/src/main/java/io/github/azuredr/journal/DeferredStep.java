package io.github.azuredr.journal;

import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.IfLost;
import io.github.azuredr.plan.PlannedStep;
import java.time.Instant;
import java.util.List;
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

    /** The deferred step that such an id stands for; empty for a step that was not taken over. */
    static Optional<DeferredStep> takenOver(PlannedStep step) {
        String prefix = step.workload() + "/deferred:";
        int at = step.id().indexOf(':', prefix.length());
        if (!step.id().startsWith(prefix) || at < 0 || step.sides().size() != 1) {
            return Optional.empty();
        }
        String run = step.id().substring(prefix.length(), at);
        PlannedStep original =
                step.movedTo(step.workload() + "/" + step.id().substring(at + 1), step.phase(), List.of());
        return Optional.of(
                new DeferredStep(run, original, step.sides().iterator().next(), Optional.empty(), Optional.empty()));
    }

    /** Whether any live instance does it as soon as the side answers. */
    public boolean isFence() {
        return step.ifLost() == IfLost.DEFER_AS_FENCE;
    }
}
