package io.github.azuredr.datalake.catalog;

import java.time.Instant;

/**
 * One stored piece of a table. Pieces are never changed: an insert adds some, a rebuild replaces them.
 *
 * @param parentId the partition or the table it belongs to, by the service's id
 * @param fragmentId its id
 * @param size bytes
 * @param rowCount rows
 * @param created when it was written, by the service's clock
 */
public record Fragment(String parentId, String fragmentId, long size, long rowCount, Instant created) {}
