package io.github.azuredr.journal;

/** How a run ended. */
public enum RunEnd {
    /** Everything the plan held was settled. */
    COMPLETED,
    /** The goal is reached; some steps of workloads that only should take part were not done. */
    COMPLETED_WITH_EXCEPTIONS,
    /** A person ended it before the point of no return; a fenced side was given back. */
    CANCELLED,
    /** A person gave it up where it was. */
    ABANDONED,
    /** A higher run took its place. */
    SUPERSEDED
}
