/**
 * What replication itself wrote on a target: per path the source's version and the target's. It lives on the target below
 * the reserved directory, grows by small create-only batches while a pass runs, and is compacted when a pass completes.
 */
@NullMarked
package io.github.azuredr.datalake.manifest;

import org.jspecify.annotations.NullMarked;
