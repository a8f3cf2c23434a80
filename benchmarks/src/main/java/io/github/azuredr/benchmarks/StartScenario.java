package io.github.azuredr.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** The start of an application with a long journal: snapshot, then the chain from there, beside the whole chain. */
final class StartScenario implements Scenario {
    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Line> run() throws Exception {
        Path journal = LongJournal.built();
        List<Sample> starts = Alternation.of(
                "s",
                () -> FreshJvm.run(List.of("-Xmx512m"), StartOnce.class, journal.toString(), "snapshot"),
                () -> FreshJvm.run(List.of("-Xmx512m"), StartOnce.class, journal.toString(), "whole"));
        String what = String.format("start, journal of %,d entries", LongJournal.ENTRIES);
        return List.of(
                Line.atMost(what, starts.get(0), Sample.of("s", 1.0), "one second", 1.0),
                Line.informing(what, starts.get(0), starts.get(1), "verifying the whole chain"));
    }
}
