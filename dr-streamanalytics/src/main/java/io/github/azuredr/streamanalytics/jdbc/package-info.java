/** Output tables and checkpoints in SQL databases: keyset paging, checkpoints in the caller's transaction, backfill. */
@NullMarked
package io.github.azuredr.streamanalytics.jdbc;

import org.jspecify.annotations.NullMarked;
