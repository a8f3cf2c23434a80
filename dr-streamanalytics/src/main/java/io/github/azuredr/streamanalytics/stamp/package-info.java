/** What every event carries so that two copies of it can be told from two events. */
@NullMarked
package io.github.azuredr.streamanalytics.stamp;

import org.jspecify.annotations.NullMarked;
