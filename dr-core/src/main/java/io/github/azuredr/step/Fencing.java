package io.github.azuredr.step;

/** What makes a late effect of an executor that was overtaken harmless. Azure knows no epoch of ours, so each step says. */
public enum Fencing {
    /** The service checks a condition (If-Match, lease, same SQL transaction): exactly once. */
    CONDITIONAL,
    /** The target's name carries the epoch or the run: a late effect lands beside the truth. */
    NAMED,
    /** An idempotent effect that the owner asserts again: a late one changes nothing for long. */
    CONVERGENT,
    /** Nothing protects it: after an adoption the step waits out the old attempt's deadline before it is observed. */
    UNFENCED
}
