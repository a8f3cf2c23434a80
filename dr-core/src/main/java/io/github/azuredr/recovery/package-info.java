/** What is promised and what is lost: objectives, replication policy, recovery points, loss bounds and the loss ledger. */
@NullMarked
package io.github.azuredr.recovery;

import org.jspecify.annotations.NullMarked;
