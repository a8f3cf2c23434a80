/**
 * Doing a plan once, resumably.
 *
 * <p>{@link io.github.azuredr.run.NextMove} is the pure answer to "what now"; {@link io.github.azuredr.run.PlanRunner} is
 * the thin shell that writes intents, makes attempts and writes what they answered; {@link io.github.azuredr.run.Run} is
 * the handle people hold on a run in progress.
 */
@NullMarked
package io.github.azuredr.run;

import org.jspecify.annotations.NullMarked;
