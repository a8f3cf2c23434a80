package io.github.azuredr.route;

import io.github.azuredr.pair.Region;

/**
 * Told when a side's object is no longer handed out, so that it can be closed. Called on the application's
 * executor, after new callers already get the other side; what it throws is logged and goes no further.
 *
 * @param <T> the kind of object
 */
@FunctionalInterface
public interface RouteListener<T> {
    /**
     * The object is retired; callers that got it earlier may still be using it.
     *
     * @param region the region it belonged to
     * @param epoch the epoch that ended its use
     */
    void retired(T object, Region region, long epoch);

    /** Leaves retired objects alone. */
    static <T> RouteListener<T> ignoring() {
        return (object, region, epoch) -> {};
    }
}
