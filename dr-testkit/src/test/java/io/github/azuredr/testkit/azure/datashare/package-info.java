/** Tests of the simulated Data Share: what it does, what it refuses, and that it speaks as Azure's descriptions say. */
@NullMarked
package io.github.azuredr.testkit.azure.datashare;

import org.jspecify.annotations.NullMarked;
