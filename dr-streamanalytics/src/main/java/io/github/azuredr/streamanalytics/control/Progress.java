package io.github.azuredr.streamanalytics.control;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known when a start is chosen.
 *
 * @param reconciledUntil how far the application has read the clean output, by its checkpoint; the best there is
 * @param otherUntil how far the other side's job had written when it was last seen
 * @param ownUntil how far this job itself had written when it was last seen
 * @param ownIsOurs whether that output came from serving, and not from a drill
 * @param overlap how much is written again before the mark, for rows that arrive late
 * @param retention how long the input keeps events
 * @param now when the choice is made
 */
public record Progress(
        Optional<Instant> reconciledUntil,
        Optional<Instant> otherUntil,
        Optional<Instant> ownUntil,
        boolean ownIsOurs,
        Duration overlap,
        Duration retention,
        Instant now) {

    /** The event time up to which rows are surely had from somewhere: the application's mark, or the other's output. */
    Optional<Instant> mark() {
        return reconciledUntil.or(() -> otherUntil);
    }

    /** The oldest event time the input still has, with a margin for the start itself. */
    Instant oldestInput() {
        return now.minus(retention).plus(Duration.ofMinutes(10));
    }
}
