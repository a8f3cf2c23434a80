package io.github.azuredr.datalake.manifest;

import java.time.Instant;

/**
 * A pass that completed: everything the source held at that time is on the target.
 *
 * @param generation the pass
 * @param sourceTime the source service's clock when its listing began
 */
public record CompletePoint(long generation, Instant sourceTime) {}
