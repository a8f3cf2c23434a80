package io.github.azuredr.datalake.catalog;

/** Carries an assembly's file from the source's default store to the target's; may be repeated. */
@FunctionalInterface
public interface CatalogFiles {
    /** Copies a file; both paths are rooted. */
    void copy(String fromPath, String toPath);
}
