/**
 * One side's file tree as replication sees it: the port every call goes through, and the values that cross it. Nothing
 * here knows an SDK.
 */
@NullMarked
package io.github.azuredr.datalake.store;

import org.jspecify.annotations.NullMarked;
