package io.github.azuredr.streamanalytics.send;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.spool.SpoolLoad;

/**
 * How one side is doing.
 *
 * @param side which
 * @param sink its name
 * @param direct whether events go there at once; false while it is dark or catching up
 * @param owed what the spool holds for it
 * @param waits how often a caller waited for it
 * @param failures how many sends to it failed
 * @param lastFailure the newest failure in words; empty when there was none
 */
public record SideStatus(
        Side side, String sink, boolean direct, SpoolLoad owed, long waits, long failures, String lastFailure) {}
