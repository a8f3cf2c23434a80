package io.github.azuredr.datalake.job;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A recurring job that a failover must go on with.
 *
 * @param recurrenceId its recurrence
 * @param pipelineId its pipeline, when it has one
 * @param after the recurrences whose newest job must have succeeded in the same target before this one is submitted
 */
public record Recurring(UUID recurrenceId, Optional<UUID> pipelineId, Set<UUID> after) {
    /** Copies the set; a job that waits for itself is refused. */
    public Recurring {
        // In one order, since a plan is known by its bytes.
        after = Collections.unmodifiableSet(new TreeSet<>(after));
        if (after.contains(recurrenceId)) {
            throw new IllegalArgumentException("after must not hold the recurrence itself: " + recurrenceId);
        }
    }

    /** One that waits for nothing. */
    public static Recurring of(UUID recurrenceId) {
        return new Recurring(recurrenceId, Optional.empty(), Set.of());
    }
}
