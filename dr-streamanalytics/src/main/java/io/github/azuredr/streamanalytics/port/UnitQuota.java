package io.github.azuredr.streamanalytics.port;

/**
 * Streaming units of a subscription in a region; only jobs at work take some.
 *
 * @param most how many it may have
 * @param used how many are in use
 */
public record UnitQuota(int most, int used) {
    /** How many more can be put to work. */
    public int free() {
        return Math.max(0, most - used);
    }
}
