package io.github.azuredr.datalake.catalog;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which disappeared objects may go from the target: only after several complete observations in a row without them, and
 * none at all while more is missing than the guard allows. An accidental DROP is so replicated late, or never.
 *
 * @param counts how many clean observations in a row each object has been missing; what a caller keeps between passes
 * @param observations how many it takes
 * @param maxShare the largest share of all objects that may be missing, 0 to 1
 */
public record DeletionWatch(Map<ObjectName, Integer> counts, int observations, double maxShare) {

    /** Refuses a watch that would let everything go at once. */
    public DeletionWatch {
        if (observations < 2) {
            throw new IllegalArgumentException(
                    "observations must be at least 2: " + observations + "; one look can be wrong");
        }
        if (!(maxShare >= 0 && maxShare < 1)) {
            throw new IllegalArgumentException("maxShare must be at least 0 and below 1: " + maxShare);
        }
        counts = Map.copyOf(counts);
    }

    /** A watch that has seen nothing: three observations, at most a tenth missing. */
    public static DeletionWatch ofDefaults() {
        return new DeletionWatch(Map.of(), 3, 0.1);
    }

    /**
     * The watch after one more complete reading of both sides; a reading that failed half way must not be given.
     *
     * @param surplus what only the target has
     */
    public DeletionWatch seen(Collection<ObjectName> surplus) {
        Map<ObjectName, Integer> next = new HashMap<>();
        surplus.forEach(name -> next.put(name, counts.getOrDefault(name, 0) + 1));
        return new DeletionWatch(next, observations, maxShare);
    }

    /**
     * What may go now.
     *
     * @param all how many objects the target holds
     * @return the names, in order; empty while the guard holds everything back
     */
    public Set<ObjectName> due(long all) {
        Set<ObjectName> due = new TreeSet<>();
        boolean tooMany = counts.size() > all * maxShare;
        if (!tooMany) {
            new TreeMap<>(counts).forEach((name, count) -> {
                if (count >= observations) {
                    due.add(name);
                }
            });
        }
        return due;
    }
}
