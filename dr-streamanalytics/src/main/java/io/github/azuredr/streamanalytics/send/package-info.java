/** Every event to both regions: stamped once, acknowledged by policy, owed to the side that missed it. */
@NullMarked
package io.github.azuredr.streamanalytics.send;

import org.jspecify.annotations.NullMarked;
