package io.github.azuredr.testkit.azure.analytics;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** How fast jobs end, and which fail. */
final class JobPace {
    static final Duration LONGEST = Duration.ofMinutes(2);

    private final Map<String, Integer> dooms = new HashMap<>();
    private int looks = 2;

    int looks() {
        return looks;
    }

    void looks(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("looks must not be negative: " + count);
        }
        looks = count;
    }

    void failNext(String name, int afterStatements) {
        dooms.put(name, afterStatements);
    }

    OptionalInt doom(String name) {
        Integer after = dooms.remove(name);
        return after == null ? OptionalInt.empty() : OptionalInt.of(after);
    }
}
