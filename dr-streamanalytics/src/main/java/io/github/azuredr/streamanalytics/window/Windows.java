package io.github.azuredr.streamanalytics.window;

import io.github.azuredr.streamanalytics.output.OutputRow;
import io.github.azuredr.streamanalytics.output.Page;
import io.github.azuredr.streamanalytics.output.Position;
import io.github.azuredr.streamanalytics.output.RowSource;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One side's windows in a span of time: end, key, part. */
final class Windows {
    private static final int PAGE = 2_000;

    private final TreeMap<Instant, TreeMap<String, Map<String, Part>>> byEnd = new TreeMap<>();

    static Windows read(RowSource source, Instant from, Instant before, WindowShape shape, List<String> unusable) {
        Windows windows = new Windows();
        Position position = source.startingAt(from);
        boolean atEnd = false;
        while (!atEnd) {
            Page page = source.read(position, before, PAGE);
            for (OutputRow row : page.rows()) {
                if (!row.time().isBefore(from) && row.time().isBefore(before)) {
                    windows.take(row, shape, unusable);
                }
            }
            unusable.addAll(page.unplaced());
            position = page.next();
            atEnd = page.atEnd();
        }
        return windows;
    }

    Set<Instant> ends() {
        return byEnd.keySet();
    }

    Set<String> keys(Instant end) {
        return byEnd.getOrDefault(end, new TreeMap<>()).keySet();
    }

    Map<String, Part> parts(Instant end, String key) {
        return byEnd.getOrDefault(end, new TreeMap<>()).getOrDefault(key, Map.of());
    }

    /** What the sequences prove on this side. */
    Continuity continuity() {
        Continuity continuity = new Continuity();
        byEnd.forEach((end, keys) ->
                keys.values().forEach(parts -> parts.values().forEach(part -> continuity.add(end, part))));
        return continuity;
    }

    private void take(OutputRow row, WindowShape shape, List<String> unusable) {
        try {
            Part part = Part.of(row, shape);
            // A window written again by its side: the copy made of more events is the later one.
            byEnd.computeIfAbsent(row.time(), any -> new TreeMap<>())
                    .computeIfAbsent(row.key(), any -> new HashMap<>())
                    .merge(part.source(), part, (one, other) -> other.count() > one.count() ? other : one);
        } catch (IllegalArgumentException | ArithmeticException noWindow) {
            unusable.add(String.valueOf(noWindow.getMessage()));
        }
    }
}
