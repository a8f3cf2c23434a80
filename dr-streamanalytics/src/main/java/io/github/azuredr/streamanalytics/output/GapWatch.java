package io.github.azuredr.streamanalytics.output;

import io.github.azuredr.streamanalytics.mark.SequenceRange;
import io.github.azuredr.streamanalytics.stamp.ProducerEpoch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** When each gap was noticed and when to ask for it again: at once, after the grace, then ever more rarely. */
final class GapWatch {
    private final long graceNanos;
    private Map<ProducerEpoch, TreeMap<Long, Watched>> watched = new HashMap<>();

    GapWatch(Duration grace) {
        graceNanos = Math.max(1, grace.toNanos());
    }

    /** Takes over the strategy's present gaps; a gap inside a known one keeps its age. */
    void refresh(DuplicateStrategy strategy, long now) {
        Map<ProducerEpoch, TreeMap<Long, Watched>> present = new HashMap<>();
        strategy.forEachGap((source, range) -> {
            var known = watched.getOrDefault(source, new TreeMap<>()).floorEntry(range.first());
            Watched inherits = known != null && known.getValue().range.last() >= range.last()
                    ? known.getValue().narrowedTo(range)
                    : new Watched(source, range, now, now, false, OpenGap.State.NOTICED);
            present.computeIfAbsent(source, any -> new TreeMap<>()).put(range.first(), inherits);
        });
        watched = present;
    }

    /** The gaps to ask for now. */
    List<Watched> due(long now, int atMost) {
        List<Watched> due = new ArrayList<>();
        for (TreeMap<Long, Watched> of : watched.values()) {
            for (Watched gap : of.values()) {
                if (gap.askAt - now <= 0 && due.size() < atMost) {
                    due.add(gap);
                }
            }
        }
        return due;
    }

    /**
     * Remembers that a gap was asked for; the next question waits at least the grace and at least the gap's age, unless
     * the answer was cut short.
     */
    void asked(Watched gap, long now, OpenGap.State state, boolean more) {
        TreeMap<Long, Watched> of = watched.get(gap.source);
        if (of != null) {
            long wait = more ? 0 : Math.max(graceNanos, now - gap.noticed);
            of.put(gap.range.first(), new Watched(gap.source, gap.range, gap.noticed, now + wait, true, state));
        }
    }

    List<OpenGap> open(long now) {
        List<OpenGap> open = new ArrayList<>();
        watched.values().forEach(of -> of.values()
                .forEach(gap -> open.add(
                        new OpenGap(gap.source, gap.range, Duration.ofNanos(now - gap.noticed), gap.state, Map.of()))));
        return List.copyOf(open);
    }

    record Watched(
            ProducerEpoch source, SequenceRange range, long noticed, long askAt, boolean asked, OpenGap.State state) {
        Watched narrowedTo(SequenceRange now) {
            return new Watched(source, now, noticed, askAt, asked, state);
        }
    }
}
