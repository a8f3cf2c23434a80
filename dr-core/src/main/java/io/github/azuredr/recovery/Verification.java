package io.github.azuredr.recovery;

import io.github.azuredr.step.Evidence;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How strongly what was copied or switched was checked.
 *
 * @param counts number of objects by the level reached, such as {@link #CONTENT_HASH}
 */
public record Verification(Map<String, Long> counts) implements Evidence {
    /** The bytes were hashed on both sides. */
    public static final String CONTENT_HASH = "content hash";
    /** Length and ETag agree with what was written. */
    public static final String LENGTH_AND_ETAG = "length and ETag";
    /** The object was read back and compared. */
    public static final String READ_BACK = "read back";
    /** Row counts agree. */
    public static final String ROW_COUNT = "row count";

    /** Copies its argument, in the order of the levels' names. */
    public Verification {
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /** Counts of one level. */
    public static Verification of(String level, long objects) {
        return new Verification(Map.of(level, objects));
    }

    /** The sum of two. */
    public Verification plus(Verification other) {
        Map<String, Long> sum = new TreeMap<>(counts);
        other.counts.forEach((level, n) -> sum.merge(level, n, Long::sum));
        return new Verification(sum);
    }
}
