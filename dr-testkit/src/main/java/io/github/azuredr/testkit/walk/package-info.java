/**
 * Proof that a recovery survives the death or the delay of whoever executes it, at every single point.
 *
 * <p>A {@link io.github.azuredr.testkit.walk.Scenario} is a script over a {@link io.github.azuredr.testkit.walk.World};
 * {@link io.github.azuredr.testkit.walk.CrashWalker} kills its executor everywhere, and
 * {@link io.github.azuredr.testkit.walk.ZombieWalker} lets overtaken executors wake up everywhere.
 */
@NullMarked
package io.github.azuredr.testkit.walk;

import org.jspecify.annotations.NullMarked;
