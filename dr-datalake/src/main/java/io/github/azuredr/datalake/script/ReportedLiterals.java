package io.github.azuredr.datalake.script;

import java.util.BitSet;

/** For each literal of a script, in order, whether a person was told about it; rewriting keeps that order. */
final class ReportedLiterals {
    private final BitSet reported = new BitSet();
    private int count;

    void add(boolean isReported) {
        reported.set(count, isReported);
        count++;
    }

    int count() {
        return count;
    }

    boolean isReported(int literal) {
        return reported.get(literal);
    }
}
