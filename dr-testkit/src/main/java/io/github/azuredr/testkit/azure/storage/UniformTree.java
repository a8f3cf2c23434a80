package io.github.azuredr.testkit.azure.storage;

import java.util.Collections;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.IntStream;

/** Two levels of numbered names. */
record UniformTree(int directories, int filesEach, long length) implements SyntheticTree {
    private static final int MOST = 1_000_000;

    UniformTree {
        if (directories < 1 || directories > MOST || filesEach < 0 || filesEach > MOST || length < 0) {
            throw new IllegalArgumentException(
                    "directories and filesEach must be at most a million and length not negative; choose smaller ones");
        }
    }

    @Override
    public Iterator<Entry> children(String directory, String from) {
        if (directory.isEmpty()) {
            return numbered("d", directories, true, from);
        }
        return directory.indexOf('/') < 0 ? numbered("f", filesEach, false, from) : Collections.emptyIterator();
    }

    private Iterator<Entry> numbered(String letter, int count, boolean directory, String from) {
        return IntStream.range(first(letter, count, from), count)
                .mapToObj(i -> new Entry(name(letter, i), directory, directory ? 0 : length))
                .iterator();
    }

    private static int first(String letter, int count, String from) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Names.ORDER.compare(name(letter, middle), from) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static String name(String letter, int number) {
        return String.format(Locale.ROOT, "%s%06d", letter, number);
    }
}
