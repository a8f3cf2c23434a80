package io.github.azuredr.route;

/**
 * Work with the active side's object and the epoch to put into one's own rows.
 *
 * @param <T> the kind of object
 * @param <R> the result
 */
@FunctionalInterface
public interface EpochUse<T, R> {
    /** Does the work. */
    R with(T object, long epoch);
}
