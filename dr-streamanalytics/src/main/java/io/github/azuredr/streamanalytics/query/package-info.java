/** Whether a Stream Analytics query emits what reading two outputs as one needs, and what to add when it does not. */
@NullMarked
package io.github.azuredr.streamanalytics.query;

import org.jspecify.annotations.NullMarked;
