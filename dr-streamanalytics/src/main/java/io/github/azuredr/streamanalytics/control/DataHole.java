package io.github.azuredr.streamanalytics.control;

import java.time.Instant;
import java.util.Optional;

/**
 * Event time for which a started job will write nothing, so that only the other region's output may have it.
 *
 * @param from its beginning; empty when nobody knows how far the output was
 * @param until its end
 * @param why in words
 */
public record DataHole(Optional<Instant> from, Instant until, String why) {
    /** One sentence. */
    public String text() {
        return "no output from " + from.map(Instant::toString).orElse("an unknown time") + " to " + until + ": " + why;
    }
}
