package io.github.azuredr.streamanalytics.regions;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tumbling windows as the query of the test writes them: events told apart by their sequence first, then counted and
 * summed per producer epoch. A window closes when events are far enough beyond it; what comes later than that is dropped.
 */
final class OpenWindows {
    static final Duration LENGTH = Duration.ofSeconds(10);
    private static final Duration OUT_OF_ORDER = Duration.ofSeconds(40);

    private final TreeMap<Instant, Map<String, TreeMap<Long, Long>>> open = new TreeMap<>();
    private final TreeMap<Instant, Map<Integer, Long>> firstOffsets = new TreeMap<>();
    private Instant closedUpTo;
    private Instant newest = Instant.EPOCH;

    /** Windows that end at this time or before are closed already. */
    OpenWindows(Instant closedUpTo) {
        this.closedUpTo = closedUpTo;
    }

    static Instant end(Instant time) {
        long length = LENGTH.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), length) * length + length);
    }

    void take(Reading event) {
        newest = event.time().isAfter(newest) ? event.time() : newest;
        Instant end = end(event.time());
        if (end.isAfter(closedUpTo)) {
            open.computeIfAbsent(end, any -> new HashMap<>())
                    .computeIfAbsent(event.source(), any -> new TreeMap<>())
                    .put(event.sequence(), event.amount());
            firstOffsets
                    .computeIfAbsent(end, any -> new HashMap<>())
                    .merge(event.partition(), event.offset(), Math::min);
        }
    }

    /** The windows that close now. */
    List<Closed> close() {
        Instant upTo = newest.minus(OUT_OF_ORDER);
        List<Closed> closed = new ArrayList<>();
        open.headMap(upTo, true)
                .forEach((end, sources) -> sources.forEach((source, amounts) -> {
                    int hash = source.lastIndexOf('#');
                    closed.add(new Closed(
                            end,
                            source.substring(0, hash),
                            Long.parseLong(source.substring(hash + 1)),
                            amounts.size(),
                            amounts.values().stream().mapToLong(Long::longValue).sum(),
                            amounts.values().stream()
                                    .mapToLong(Long::longValue)
                                    .min()
                                    .orElseThrow(),
                            amounts.values().stream()
                                    .mapToLong(Long::longValue)
                                    .max()
                                    .orElseThrow(),
                            amounts.firstKey(),
                            amounts.lastKey()));
                }));
        open.headMap(upTo, true).clear();
        firstOffsets.headMap(upTo, true).clear();
        closedUpTo = upTo.isAfter(closedUpTo) ? upTo : closedUpTo;
        return closed;
    }

    Instant closedUpTo() {
        return closedUpTo;
    }

    /** From where a partition has to be read again so that no open window lacks an event. */
    long neededFrom(int partition, long position) {
        return firstOffsets.values().stream()
                .mapToLong(offsets -> offsets.getOrDefault(partition, position))
                .reduce(position, Math::min);
    }

    record Closed(
            Instant end,
            String producer,
            long epoch,
            long events,
            long amount,
            long least,
            long greatest,
            long first,
            long last) {}
}
