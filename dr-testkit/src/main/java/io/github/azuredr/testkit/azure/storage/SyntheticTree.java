package io.github.azuredr.testkit.azure.storage;

import java.util.Iterator;

/** A generated, read-only tree: lets a benchmark list a million names that nobody stored. Safe for concurrent use. */
public interface SyntheticTree {

    /**
     * The children of a directory in name order (by code point), from the first whose name is not less than the given one.
     *
     * @param directory the directory's path, empty for the top
     * @param from where to start, empty for the beginning
     */
    Iterator<Entry> children(String directory, String from);

    /**
     * One generated child.
     *
     * @param name its own name, without the directory
     * @param directory whether it has children itself
     * @param length bytes; 0 for a directory
     */
    record Entry(String name, boolean directory, long length) {

        /** Refuses a name that is no single path segment. */
        public Entry {
            if (name.isEmpty() || name.indexOf('/') >= 0) {
                throw new IllegalArgumentException(
                        "name must be one path segment: '" + name + "'; give directories their own entries");
            }
        }
    }

    /**
     * {@code d000000 ... } directories of {@code f000000 ...} files each.
     *
     * @param directories how many, at most a million
     * @param filesEach files per directory, at most a million
     * @param length bytes of every file
     */
    static SyntheticTree uniform(int directories, int filesEach, long length) {
        return new UniformTree(directories, filesEach, length);
    }
}
