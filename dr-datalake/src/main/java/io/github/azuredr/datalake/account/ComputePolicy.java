package io.github.azuredr.datalake.account;

import java.util.Optional;

/**
 * How much of an analytics account somebody may use for one job.
 *
 * @param name its name
 * @param objectId whose policy
 * @param objectType {@code User}, {@code Group} or {@code ServicePrincipal}
 * @param mostParallelism the highest parallelism of a job
 * @param leastPriority the lowest number a job's priority may be; a low number goes first
 */
public record ComputePolicy(
        String name,
        String objectId,
        String objectType,
        Optional<Integer> mostParallelism,
        Optional<Integer> leastPriority) {}
