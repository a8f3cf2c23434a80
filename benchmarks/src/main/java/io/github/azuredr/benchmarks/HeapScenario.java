package io.github.azuredr.benchmarks;

import java.util.List;

/** What a pass over a million names keeps alive at its highest. */
final class HeapScenario implements Scenario {
    private static final List<String> OPTIONS = List.of("-Xmx1g", "-XX:+UseSerialGC");

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public List<Line> run() throws Exception {
        List<Sample> grown = Alternation.of(
                "MiB",
                () -> FreshJvm.run(OPTIONS, HeapOnce.class, "pass"),
                () -> FreshJvm.run(OPTIONS, HeapOnce.class, "list"));
        String what = String.format("heap growth, %,d names", HeapOnce.NAMES);
        return List.of(
                Line.atMost(what, grown.get(0), Sample.of("MiB", 64), "64 MiB", 1.0),
                Line.informing(what, grown.get(0), grown.get(1), "both listings in memory"));
    }
}
