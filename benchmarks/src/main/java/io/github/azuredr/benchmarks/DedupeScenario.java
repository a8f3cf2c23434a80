package io.github.azuredr.benchmarks;

import java.util.List;

/** Telling a row that was seen from one that was not, beside iterating, an id cache, an id set and a stream engine. */
final class DedupeScenario implements Scenario {
    private static final long ROWS = Long.getLong("bench.rows", 100_000_000);
    private static final long IDS = Long.getLong("bench.ids", 4_000_000);
    private static final long STREAMS = Long.getLong("bench.streams", 200_000);
    private static final List<String> JVM = List.of("-Xms1500m", "-Xmx1500m", "-XX:+UseSerialGC");

    @Override
    public String name() {
        return "dedupe";
    }

    @Override
    public List<Line> run() throws Exception {
        List<Sample> all = Alternation.of("ns/row", () -> once("marks", ROWS), () -> once("hash", ROWS));
        List<Sample> few = Alternation.of(
                "ns/row",
                () -> once("marks", IDS),
                () -> once("caffeine", IDS),
                () -> once("set", IDS),
                () -> FreshJvm.run(JVM, StreamsOnce.class, Long.toString(STREAMS)));
        Sample bytes = Sample.of("bytes", once("marks-bytes", 4 * IDS));
        Sample setBytes = Sample.of("bytes", once("set-bytes", 4 * IDS));
        String many = String.format("deduplicate %,d rows", ROWS);
        String some = String.format("deduplicate %,d rows", IDS);
        return List.of(
                Line.atMost(many, all.get(0), all.get(1), "iterating and hashing them", 2),
                Line.atMost(some, few.get(0), few.get(1), "Caffeine with expiry", 0.2),
                Line.informing(some, few.get(0), few.get(2), "HashSet of ids"),
                Line.informing(
                        some, few.get(0), few.get(3), String.format("Kafka Streams window store, %,d rows", STREAMS)),
                Line.atMost(String.format("state after %,d rows", 4 * IDS), bytes, setBytes, "HashSet of ids", 0.01));
    }

    private static double once(String contestant, long rows) throws Exception {
        return FreshJvm.run(JVM, DedupeOnce.class, contestant, Long.toString(rows));
    }
}
