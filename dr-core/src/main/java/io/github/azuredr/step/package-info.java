/**
 * One effect, as a record with behaviour.
 *
 * <p>A {@link io.github.azuredr.step.Step} is all that is stored of what will be done: its components are fully resolved
 * arguments. It runs against a port, the interface through which its contract reaches one side of a remote service.
 */
@NullMarked
package io.github.azuredr.step;

import org.jspecify.annotations.NullMarked;
