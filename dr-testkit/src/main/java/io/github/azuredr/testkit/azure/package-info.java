/**
 * SimulatedAzure: a stateful, strict Azure of two or more regions as a plain request to response function.
 *
 * <p>Requests carry real Azure URLs. A router finds the provider, faults are applied around it, and two transports
 * (in process, and loopback) bring requests in.
 */
@NullMarked
package io.github.azuredr.testkit.azure;

import org.jspecify.annotations.NullMarked;
