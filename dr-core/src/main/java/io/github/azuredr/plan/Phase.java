package io.github.azuredr.plan;

/** The phases of every run, each a barrier across all workloads. */
public enum Phase {
    /** Look before anything changes; nothing here has an effect. */
    PROVE,
    /** Core only: the epoch grows and no side is active. */
    FENCE,
    /** Stop what still writes to the old side. */
    QUIESCE,
    /** Bring the new side up to the newest state that can be had. */
    CATCH_UP,
    /** Make the new side able to serve; its first effect is the point of no return. */
    ACTIVATE,
    /** Core only: the epoch grows again and the new side is active. */
    ROUTE,
    /** Prove that the new side serves. */
    VERIFY,
    /** Put away what is no longer needed. */
    TIDY,
    /** Only when a run is cancelled: take back what it did before its point of no return. */
    UNDO;

    /** Whether only core acts in this phase. */
    public boolean belongsToCore() {
        return this == FENCE || this == ROUTE;
    }
}
