package io.github.azuredr.plan;

/** What a forced goal makes of a step when a side it touches is lost. */
public enum IfLost {
    /** It is left out for good. */
    DROP,
    /** It is done at reprotect, under a new approval. */
    DEFER,
    /** It is done by any live instance as soon as the side answers, under the approval of the run that deferred it. */
    DEFER_AS_FENCE
}
