package io.github.azuredr.streamanalytics.twin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a job differs from what its twin says it should be, after everything tied to a region was replaced.
 *
 * @param differences in order of their places; empty when both hashes are the same
 */
public record Drift(List<Difference> differences) {
    private static final int LONGEST = 120;

    /** Copies its list. */
    public Drift {
        differences = List.copyOf(differences);
    }

    /**
     * One difference.
     *
     * @param where the place, as people read it: {@code inputs hub, datasource eventHubName}
     * @param expected what it should be; empty when it should not be there
     * @param actual what it is; empty when it is missing
     */
    public record Difference(String where, Optional<String> expected, Optional<String> actual) {
        /** One line; long values are cut. */
        public String text() {
            return where + ": " + cut(expected) + " expected, " + cut(actual) + " found";
        }

        private static String cut(Optional<String> value) {
            return value.map(
                            text -> "\"" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text) + "\"")
                    .orElse("nothing");
        }
    }

    /** Compares what a twin should be with what it is. */
    public static Drift between(JobDefinition expected, JobDefinition actual) {
        Map<String, String> should = expected.comparable().scalars();
        Map<String, String> is = actual.comparable().scalars();
        Set<String> places = new TreeSet<>(should.keySet());
        places.addAll(is.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String place : places) {
            Optional<String> wanted = Optional.ofNullable(should.get(place));
            Optional<String> found = Optional.ofNullable(is.get(place));
            if (!wanted.equals(found)) {
                differences.add(new Difference(words(place), wanted, found));
            }
        }
        return new Drift(differences);
    }

    /** Whether there is any. */
    public boolean isPresent() {
        return !differences.isEmpty();
    }

    /** Whether a hub's or a store's partition count differs: then one key lands in different partitions. */
    public boolean inPartitions() {
        return differences.stream().anyMatch(one -> one.where().endsWith("artitionCount"));
    }

    /** All lines. */
    public String text() {
        return String.join("; ", differences.stream().map(Difference::text).toList());
    }

    private static String words(String pointer) {
        return pointer.replaceFirst("^/properties/", "")
                .replaceFirst("^/", "")
                .replace("/properties/", ", ")
                .replace('/', ' ')
                .replace("~1", "/")
                .replace("~0", "~");
    }
}
