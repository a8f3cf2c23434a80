package io.github.azuredr.datalake.manifest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which complete points a head remembers: the newest all, older ones thinned out to about one in an hour, over at least the
 * retention. The newest point beyond it stays, because the kept versions after it lead back to it.
 */
final class PointsKept {
    private static final int ALL_OF_THE_NEWEST = 96;
    private static final int SLOTS = 720;
    private static final long LEAST_SLOT = Duration.ofHours(1).toSeconds();

    private PointsKept() {}

    static List<CompletePoint> of(List<CompletePoint> before, CompletePoint newest, Duration retention) {
        List<CompletePoint> all = new ArrayList<>(before);
        all.add(newest);
        Instant horizon = newest.sourceTime().minus(retention);
        long slot = Math.max(LEAST_SLOT, retention.toSeconds() / SLOTS);
        List<CompletePoint> kept = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            boolean last = i == all.size() - 1;
            Instant next = last ? Instant.MAX : all.get(i + 1).sourceTime();
            boolean beyond = next.isBefore(horizon);
            boolean young = i >= all.size() - ALL_OF_THE_NEWEST;
            boolean endsItsSlot =
                    last || slotOf(next, slot) != slotOf(all.get(i).sourceTime(), slot);
            if (!beyond && (young || endsItsSlot)) {
                kept.add(all.get(i));
            }
        }
        return kept;
    }

    private static long slotOf(Instant time, long slot) {
        return Math.floorDiv(time.getEpochSecond(), slot);
    }
}
