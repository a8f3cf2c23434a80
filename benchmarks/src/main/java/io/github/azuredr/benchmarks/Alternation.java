package io.github.azuredr.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Runs contestants in turn, so that a machine that slows down slows all of them; who begins changes every round. */
final class Alternation {
    /** Fewer would show no spread. */
    static final int ROUNDS = Integer.getInteger("bench.rounds", 5);

    private Alternation() {}

    /** Does the work once and answers what it measured. */
    interface Contestant {
        double measure() throws Exception;
    }

    /** One sample per contestant, in their order. */
    static List<Sample> of(String unit, Contestant... contestants) throws Exception {
        List<List<Double>> values = new ArrayList<>();
        for (int i = 0; i < contestants.length; i++) {
            values.add(new ArrayList<>());
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int turn = 0; turn < contestants.length; turn++) {
                int who = (round + turn) % contestants.length;
                values.get(who).add(contestants[who].measure());
            }
        }
        return values.stream().map(each -> new Sample(each, unit)).toList();
    }
}
