package io.github.azuredr.benchmarks;

import java.util.Locale;

/**
 * One line of the table.
 *
 * @param what was compared
 * @param ours the library
 * @param peer the bare work beside it, or a limit
 * @param peerName what the peer is
 * @param ratio ours to peer, of medians
 * @param goal the bound on the ratio; NaN where the line only informs
 * @param atMost whether the goal is an upper bound
 */
record Line(String what, Sample ours, Sample peer, String peerName, double ratio, double goal, boolean atMost) {

    /** Ours may be at most so many times the peer. */
    static Line atMost(String what, Sample ours, Sample peer, String peerName, double goal) {
        return new Line(what, ours, peer, peerName, ours.median() / peer.median(), goal, true);
    }

    /** Ours, a rate, must be at least so many times the peer's. */
    static Line atLeast(String what, Sample ours, Sample peer, String peerName, double goal) {
        return new Line(what, ours, peer, peerName, ours.median() / peer.median(), goal, false);
    }

    /** Without a goal. */
    static Line informing(String what, Sample ours, Sample peer, String peerName) {
        return new Line(what, ours, peer, peerName, ours.median() / peer.median(), Double.NaN, true);
    }

    /** Decided on the ratio as printed, to two decimals. */
    boolean met() {
        double shown = Math.round(ratio * 100) / 100.0;
        return atMost ? shown <= goal : shown >= goal;
    }

    String verdict() {
        if (Double.isNaN(goal)) {
            return "";
        }
        return met() ? "met" : "MISSED";
    }

    String bound() {
        return Double.isNaN(goal) ? "" : (atMost ? "<= " : ">= ") + String.format(Locale.ROOT, "%.2f", goal);
    }

    String shownRatio() {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }
}
