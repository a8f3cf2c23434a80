package io.github.azuredr.run;

import io.github.azuredr.journal.Attachments;
import io.github.azuredr.journal.Journal;
import io.github.azuredr.recovery.RecoveryObjectives;
import io.github.azuredr.time.TimeSource;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * Everything given that a run needs.
 *
 * @param application whose
 * @param journal the truth
 * @param workloads by name, in the order they were protected
 * @param attachments where content is kept
 * @param time clocks and waiting
 * @param executor where attempts run; one that runs on the caller's thread makes a run deterministic
 * @param limits how much at once
 * @param random for jitter
 * @param objectives what runs are measured against
 * @param listener told of what happened
 * @param fenceWait how long after a fence other processes may still write to the old side
 * @param executing names of the runners at work in this process
 */
public record Surroundings(
        String application,
        Journal journal,
        Map<String, Workload<?>> workloads,
        Attachments attachments,
        TimeSource time,
        Executor executor,
        Limits limits,
        RandomGenerator random,
        RecoveryObjectives objectives,
        DrListener listener,
        Duration fenceWait,
        Set<String> executing) {
    /** Copies the map in its order; the set of runners is shared. */
    public Surroundings {
        workloads = Collections.unmodifiableMap(new LinkedHashMap<>(workloads));
    }
}
