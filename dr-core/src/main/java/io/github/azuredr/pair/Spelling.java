package io.github.azuredr.pair;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known name that was probably meant. */
final class Spelling {
    private Spelling() {}

    /** The region spelled most like the text; empty when none is spelled even half like it. */
    static Optional<Region> nearest(String text, Collection<Region> known) {
        return known.stream()
                .min(Comparator.<Region>comparingInt(region -> edits(text, region.name()))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(region -> edits(text, region.name()) <= text.length() / 2);
    }

    /** The fewest insertions, deletions and replacements between two texts; one when only the order differs. */
    static int edits(String from, String to) {
        // "uswest2" and "westsu2" are both meant as westus2.
        if (!from.equals(to)
                && Arrays.equals(
                        from.chars().sorted().toArray(), to.chars().sorted().toArray())) {
            return 1;
        }
        int[] above = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[to.length()];
    }
}
