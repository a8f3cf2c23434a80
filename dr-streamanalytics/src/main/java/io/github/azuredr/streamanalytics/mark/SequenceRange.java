package io.github.azuredr.streamanalytics.mark;

/**
 * Sequences that belong together, both ends included.
 *
 * @param first the lowest
 * @param last the highest
 */
public record SequenceRange(long first, long last) {
    /** Refuses a range that ends before it begins. */
    public SequenceRange {
        if (last < first) {
            throw new IllegalArgumentException("range " + first + ".." + last + " ends before it begins");
        }
    }

    /** How many sequences it holds. */
    public long count() {
        return last - first + 1;
    }

    @Override
    public String toString() {
        return first == last ? Long.toString(first) : first + ".." + last;
    }
}
