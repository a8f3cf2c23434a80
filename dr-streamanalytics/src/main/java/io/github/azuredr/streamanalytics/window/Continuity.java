package io.github.azuredr.streamanalytics.window;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the sequences of one side prove: the parts of one source in the order of their windows have no hole between them,
 * or they have one. A source whose times follow its sequences is assumed; for any other nothing is proven.
 */
final class Continuity {
    private final Map<String, TreeMap<Instant, Span>> bySource = new HashMap<>();

    /** All parts of one source in one window, whatever their keys, as one span. */
    void add(Instant end, Part part) {
        if (part.first() > 0) {
            bySource.computeIfAbsent(part.source(), any -> new TreeMap<>())
                    .merge(end, new Span(part.first(), part.last(), part.count()), Span::with);
        }
    }

    Set<String> sources() {
        return bySource.keySet();
    }

    boolean has(String source, Instant end) {
        return bySource.getOrDefault(source, new TreeMap<>()).containsKey(end);
    }

    /** Whether all the source's events of this window are on this side: none is missing inside it nor at its edges. */
    boolean whole(String source, Instant end) {
        TreeMap<Instant, Span> spans = bySource.getOrDefault(source, new TreeMap<>());
        @Nullable Span here = spans.get(end);
        var before = spans.lowerEntry(end);
        var after = spans.higherEntry(end);
        if (after == null) {
            return false;
        }
        long reached = before == null ? 0 : before.getValue().last;
        if (here != null) {
            return here.unbroken() && here.first == reached + 1 && after.getValue().first == here.last + 1;
        }
        return after.getValue().first == reached + 1;
    }

    /** Whether events of the source are missing between the windows around this one. */
    boolean holed(String source, Instant end) {
        TreeMap<Instant, Span> spans = bySource.getOrDefault(source, new TreeMap<>());
        var before = spans.lowerEntry(end);
        var after = spans.higherEntry(end);
        return !spans.containsKey(end)
                && before != null
                && after != null
                && before.getValue().last + 1 < after.getValue().first;
    }

    private record Span(long first, long last, long count) {
        Span with(Span more) {
            return new Span(Math.min(first, more.first), Math.max(last, more.last), count + more.count);
        }

        boolean unbroken() {
            return last - first + 1 == count;
        }
    }
}
