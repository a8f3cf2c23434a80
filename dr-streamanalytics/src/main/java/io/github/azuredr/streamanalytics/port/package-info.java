/** What this module asks of the service: one port to the jobs of a side, without Azure's own types. */
@NullMarked
package io.github.azuredr.streamanalytics.port;

import org.jspecify.annotations.NullMarked;
