package io.github.azuredr.testkit.walk;

import java.util.List;

/**
 * What a walk covered.
 *
 * @param points every point of the undisturbed performance, in order
 * @param walked how many of them were walked
 * @param twice how many walks were disturbed a second time
 * @param damages what late effects changed where their fencing allows it, each with its point; to be read, not ignored
 */
public record WalkReport(List<String> points, int walked, int twice, List<String> damages) {
    /** Copies its lists. */
    public WalkReport {
        points = List.copyOf(points);
        damages = List.copyOf(damages);
    }
}
