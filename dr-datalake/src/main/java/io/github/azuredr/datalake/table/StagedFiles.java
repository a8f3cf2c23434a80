package io.github.azuredr.datalake.table;

/** Carries an exported file to the other region's store; the same path on both sides. */
@FunctionalInterface
public interface StagedFiles {
    /** Copies the file; when it returns, the target's file is complete. May be repeated. */
    void copy(String path);

    /**
     * Takes a file away from where import scripts look for it, if it is still there: an import of it that is late fails
     * before it touches anything. It may be kept elsewhere.
     */
    default void retire(String path) {}
}
