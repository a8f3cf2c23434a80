/** Stream Analytics in two regions: every event goes to both inputs, and two outputs are read as one. */
@NullMarked
package io.github.azuredr.streamanalytics;

import org.jspecify.annotations.NullMarked;
