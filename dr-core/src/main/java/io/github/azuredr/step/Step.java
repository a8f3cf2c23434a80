package io.github.azuredr.step;

import io.github.azuredr.pair.Side;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One effect on one or both sides: a record whose components are fully resolved arguments and all that is stored.
 *
 * <p>A step keeps no state, starts no thread, waits only through {@link StepContext#pause} and reaches the world only
 * through {@link StepContext#on}. An exception that escapes counts as {@link Outcome.InDoubt}.
 *
 * @param <P> the contract's port, an interface
 */
public interface Step<P> {

    /** One line for the plan page, with the objects' names. */
    String title();

    /** What it does to the world. */
    EffectKind effect();

    /** What makes a late effect harmless. */
    Fencing fencing();

    /** The sides it calls; {@link StepContext#on} refuses any other. */
    Set<Side> touches();

    /**
     * Looks whether the effect is there. Called before a repetition whose first try is in doubt, and right before every
     * DESTROYS effect.
     *
     * @return present, absent (only after the service's settle time) or unclear
     */
    Presence observe(StepContext<P> at);

    /** Brings the effect about once; never repeats a send by itself. */
    Outcome.Answer execute(StepContext<P> at);

    /** What a DESTROYS step ends; empty for every other. */
    default List<Victim> victims() {
        return List.of();
    }

    /** After how long the attempt is given up and counts as in doubt. */
    default Duration timeout() {
        return Duration.ofMinutes(30);
    }
}
