/**
 * What a service module implements.
 *
 * <p>A {@link io.github.azuredr.contract.FailoverContract} looks at its service through one port per side and drafts
 * steps; planning itself is pure, so that the same goal in the same situation always gives the same plan.
 */
@NullMarked
package io.github.azuredr.contract;

import org.jspecify.annotations.NullMarked;
