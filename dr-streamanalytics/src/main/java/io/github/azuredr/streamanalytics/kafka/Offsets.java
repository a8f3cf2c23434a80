package io.github.azuredr.streamanalytics.kafka;

import io.github.azuredr.streamanalytics.output.Position;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Offsets per partition as a position: {@code 0:17,1:4}. */
record Offsets(Map<Integer, Long> next) {
    Offsets {
        next = Map.copyOf(next);
    }

    static Offsets parse(String text) {
        Map<Integer, Long> next = new TreeMap<>();
        for (String part : text.split(",", -1)) {
            int colon = part.indexOf(':');
            next.put(Integer.valueOf(part.substring(0, colon)), Long.valueOf(part.substring(colon + 1)));
        }
        return new Offsets(next);
    }

    Position position() {
        return new Position(new TreeMap<>(next)
                .entrySet().stream()
                        .map(one -> one.getKey() + ":" + one.getValue())
                        .collect(Collectors.joining(",")));
    }
}
