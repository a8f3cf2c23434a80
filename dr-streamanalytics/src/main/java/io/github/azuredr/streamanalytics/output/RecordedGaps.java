package io.github.azuredr.streamanalytics.output;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.mark.RecordedGap;
import io.github.azuredr.streamanalytics.mark.SequenceRange;
import io.github.azuredr.streamanalytics.stamp.ProducerEpoch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What senders know a side will never get, so that nobody asks it in vain. */
final class RecordedGaps {
    private final Map<ProducerEpoch, Set<RecordedGap>> known = new HashMap<>();

    void add(Collection<RecordedGap> gaps) {
        gaps.forEach(gap -> known.computeIfAbsent(gap.source(), any -> new LinkedHashSet<>())
                .add(gap));
    }

    /** What is left of a range when all is taken away that the side certainly lacks. */
    List<SequenceRange> worthAsking(Side side, ProducerEpoch source, SequenceRange range) {
        List<SequenceRange> left = List.of(range);
        for (RecordedGap gap : known.getOrDefault(source, Set.of())) {
            if (gap.side() == side && gap.reason().certain()) {
                left = without(left, gap.range());
            }
        }
        return left;
    }

    /** Why a side misses some of a range. */
    Map<Side, RecordedGap.Reason> reasons(ProducerEpoch source, SequenceRange range) {
        Map<Side, RecordedGap.Reason> reasons = new EnumMap<>(Side.class);
        for (RecordedGap gap : known.getOrDefault(source, Set.of())) {
            if (gap.first() <= range.last() && gap.last() >= range.first()) {
                reasons.putIfAbsent(gap.side(), gap.reason());
            }
        }
        return reasons;
    }

    /** The certain gaps of one side. */
    List<RecordedGap> of(Side side) {
        return known.values().stream()
                .flatMap(Set::stream)
                .filter(gap -> gap.side() == side && gap.reason().certain())
                .toList();
    }

    private static List<SequenceRange> without(List<SequenceRange> ranges, SequenceRange hole) {
        List<SequenceRange> left = new ArrayList<>();
        for (SequenceRange range : ranges) {
            if (hole.last() < range.first() || hole.first() > range.last()) {
                left.add(range);
                continue;
            }
            if (range.first() < hole.first()) {
                left.add(new SequenceRange(range.first(), hole.first() - 1));
            }
            if (range.last() > hole.last()) {
                left.add(new SequenceRange(hole.last() + 1, range.last()));
            }
        }
        return left;
    }
}
