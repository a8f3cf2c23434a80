package io.github.azuredr.contract;

import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.step.StepTypes;
import java.util.List;

/**
 * How one kind of workload is prepared, replicated and failed over.
 *
 * @param <P> the port to the remote service, an interface; one instance per side. Core wraps it, so that an attempt that
 *     was overtaken is refused at its next call.
 */
public interface FailoverContract<P> {

    /** The step types this version can run, also those of journals written by older versions. */
    StepTypes<P> stepTypes();

    /** The port to one side; built once per side and kept, so it should be cheap and must not call anything yet. */
    P port(Side side);

    /**
     * Looks at one side; the only place that calls Azure outside steps. Kept as an attachment, so that a forced failover
     * needs nothing from the lost side. Throws what the port throws when the side does not answer.
     */
    Observation observe(Side side);

    /** What keeps the other side from taking over; pure. */
    List<Gap> gaps(Situation now);

    /** Drafts what the goal needs; pure: the same goal and situation give the same draft. */
    void plan(Goal goal, Situation now, PlanDraft<P> draft);
}
