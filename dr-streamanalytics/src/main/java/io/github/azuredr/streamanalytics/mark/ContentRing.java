package io.github.azuredr.streamanalytics.mark;

/** The content of a producer's last rows, to notice a sequence that comes again with other content. */
final class ContentRing {
    private final long[] sequence;
    private final int[] content;

    ContentRing(int size) {
        sequence = new long[size];
        content = new int[size];
    }

    void remember(long at, long digest) {
        int slot = slot(at);
        sequence[slot] = at;
        content[slot] = fold(digest);
    }

    /** True only when the sequence is still remembered and its content was another. */
    boolean contradicts(long at, long digest) {
        int slot = slot(at);
        return sequence[slot] == at && content[slot] != fold(digest);
    }

    long heapBytes() {
        return 24 + 32 + 12L * sequence.length;
    }

    private int slot(long at) {
        return (int) (at & (sequence.length - 1));
    }

    private static int fold(long digest) {
        return (int) (digest ^ digest >>> 32);
    }
}
