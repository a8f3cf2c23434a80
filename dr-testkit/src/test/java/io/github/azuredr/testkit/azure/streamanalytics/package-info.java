/** Tests of the simulated Stream Analytics: what it does, what it refuses, and that it speaks as Azure's descriptions say. */
@NullMarked
package io.github.azuredr.testkit.azure.streamanalytics;

import org.jspecify.annotations.NullMarked;
