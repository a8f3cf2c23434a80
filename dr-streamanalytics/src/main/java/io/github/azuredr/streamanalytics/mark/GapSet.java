package io.github.azuredr.streamanalytics.mark;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The sequences of one producer epoch that have been seen, kept as a high-water mark and the gaps below it: its size
 * follows the number of gaps, not the number of rows. Below the floor it knows nothing. Not safe for several threads.
 */
public sealed class GapSet permits SourceGaps {
    private static final long[] NONE = {};

    private long floor;
    private long high;
    private long[] first = NONE;
    private long[] last = NONE;
    private int gaps;

    /**
     * An empty set.
     *
     * @param floor the first sequence it can know, usually 1
     */
    public GapSet(long floor) {
        if (floor < 0) {
            throw new IllegalArgumentException("floor is " + floor + ": sequences are never negative");
        }
        this.floor = floor;
        this.high = floor - 1;
    }

    /**
     * Adds one sequence.
     *
     * @return true when it was not in the set; false for a duplicate and for one below the floor
     */
    public final boolean add(long sequence) {
        if (sequence == high + 1) {
            high = sequence;
            return true;
        }
        if (sequence > high) {
            open(high + 1, sequence - 1);
            high = sequence;
            return true;
        }
        // Above the last gap everything is seen: the usual answer for the second copy, without a search.
        return gaps != 0 && sequence <= last[gaps - 1] && sequence >= floor && fill(sequence);
    }

    /** Whether the sequence was seen; false below the floor. */
    public final boolean contains(long sequence) {
        return sequence >= floor && sequence <= high && find(sequence) < 0;
    }

    /** The highest sequence seen; floor - 1 when none was. */
    public final long high() {
        return high;
    }

    /** The lowest sequence this set can tell about. */
    public final long floor() {
        return floor;
    }

    /** How many gaps are open. */
    public final int gapCount() {
        return gaps;
    }

    /** How many sequences are missing between floor and mark. */
    public final long missing() {
        long sum = 0;
        for (int i = 0; i < gaps; i++) {
            sum += last[i] - first[i] + 1;
        }
        return sum;
    }

    /** The open gaps in ascending order. */
    public final List<SequenceRange> gaps() {
        List<SequenceRange> open = new ArrayList<>(gaps);
        for (int i = 0; i < gaps; i++) {
            open.add(new SequenceRange(first[i], last[i]));
        }
        return List.copyOf(open);
    }

    /**
     * Raises the floor past the oldest gap, so that the set stays small.
     *
     * @return what is no longer waited for
     * @throws IllegalStateException when there is no gap
     */
    public final SequenceRange forgetOldestGap() {
        if (gaps == 0) {
            throw new IllegalStateException("there is no gap to forget below " + high);
        }
        SequenceRange oldest = new SequenceRange(first[0], last[0]);
        floor = last[0] + 1;
        remove(0);
        return oldest;
    }

    /** Roughly the bytes this set holds on the heap. */
    public final long heapBytes() {
        return 48 + (first.length == 0 ? 0 : 2 * (16L + 8L * first.length));
    }

    /** Writes the set, deltas only: a set without gaps takes a few bytes. */
    public final void writeTo(DataOutput out) throws IOException {
        Varint.write(out, floor);
        Varint.write(out, high - floor + 1);
        Varint.write(out, gaps);
        long at = floor;
        for (int i = 0; i < gaps; i++) {
            Varint.write(out, first[i] - at);
            Varint.write(out, last[i] - first[i]);
            at = last[i];
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    public static GapSet readFrom(DataInput in) throws IOException {
        GapSet set = new GapSet(1);
        set.take(in);
        return set;
    }

    /** Replaces this set by a written one. */
    final void take(DataInput in) throws IOException {
        floor = Varint.read(in);
        high = floor + Varint.read(in) - 1;
        gaps = Math.toIntExact(Varint.read(in));
        first = new long[gaps];
        last = new long[gaps];
        long at = floor;
        for (int i = 0; i < gaps; i++) {
            first[i] = at + Varint.read(in);
            last[i] = first[i] + Varint.read(in);
            at = last[i];
        }
    }

    private void open(long from, long to) {
        if (gaps == first.length) {
            int room = Math.max(2, gaps * 2);
            first = Arrays.copyOf(first, room);
            last = Arrays.copyOf(last, room);
        }
        first[gaps] = from;
        last[gaps] = to;
        gaps++;
    }

    private boolean fill(long sequence) {
        int at = find(sequence);
        if (at < 0) {
            return false;
        }
        if (first[at] == last[at]) {
            remove(at);
        } else if (sequence == first[at]) {
            first[at]++;
        } else if (sequence == last[at]) {
            last[at]--;
        } else {
            open(0, 0);
            System.arraycopy(first, at, first, at + 1, gaps - at - 1);
            System.arraycopy(last, at, last, at + 1, gaps - at - 1);
            last[at] = sequence - 1;
            first[at + 1] = sequence + 1;
        }
        return true;
    }

    private void remove(int at) {
        gaps--;
        System.arraycopy(first, at + 1, first, at, gaps - at);
        System.arraycopy(last, at + 1, last, at, gaps - at);
    }

    /** The gap that holds the sequence, or a negative number. */
    private int find(long sequence) {
        int low = 0;
        int up = gaps - 1;
        while (low <= up) {
            int middle = (low + up) >>> 1;
            if (sequence < first[middle]) {
                up = middle - 1;
            } else if (sequence > last[middle]) {
                low = middle + 1;
            } else {
                return middle;
            }
        }
        return -1;
    }
}
