/**
 * Switching callers in the process: {@link io.github.azuredr.route.Regional} hands out the active side's object, flips
 * in the moment this process learns of a new epoch, and refuses while no side is active.
 */
@NullMarked
package io.github.azuredr.route;

import org.jspecify.annotations.NullMarked;
