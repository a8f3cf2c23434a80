package io.github.azuredr.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code Regional.get()} beside what it consists of, and beside what people put around such a read today. */
final class RegionalScenario implements Scenario {
    @Override
    public String name() {
        return "regional";
    }

    @Override
    public List<Line> run() throws Exception {
        Map<String, Sample> times = Micro.of(RegionalCost.class, "ns");
        Sample keepServing = sample(times, "keepServing");
        Sample strict = sample(times, "strict");
        return List.of(
                Line.atMost(
                        "regional get, keepServing", keepServing, sample(times, "volatileRead"), "volatile read", 1.3),
                Line.atMost(
                        "regional get, strict",
                        strict,
                        sample(times, "volatileReadAndClock"),
                        "volatile read + nanoTime",
                        1.3),
                Line.atMost("regional get, strict", strict, sample(times, "resilience4j"), "resilience4j breaker", 1.0),
                Line.atMost("regional get, strict", strict, sample(times, "failsafe"), "Failsafe breaker", 1.0));
    }

    private static Sample sample(Map<String, Sample> times, String key) {
        return Objects.requireNonNull(times.get(key), key);
    }
}
