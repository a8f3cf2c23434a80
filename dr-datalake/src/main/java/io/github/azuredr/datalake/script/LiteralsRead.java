package io.github.azuredr.datalake.script;

import java.util.Arrays;
import java.util.BitSet;

/** The literals of a script in order: where each stands, and whether a person was told about it. */
final class LiteralsRead {
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private final BitSet reported = new BitSet();
    private int count;

    void add(int start, int end, boolean isReported) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        starts[count] = start;
        ends[count] = end;
        reported.set(count, isReported);
        count++;
    }

    int count() {
        return count;
    }

    int start(int literal) {
        return starts[literal];
    }

    int end(int literal) {
        return ends[literal];
    }

    boolean isReported(int literal) {
        return reported.get(literal);
    }
}
