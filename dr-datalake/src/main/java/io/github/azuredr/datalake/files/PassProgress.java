package io.github.azuredr.datalake.files;

/** Told about a running pass, from several threads; what it throws ends the pass. */
@FunctionalInterface
public interface PassProgress {
    /** Nobody listens. */
    PassProgress NO_OP = (done, total) -> {};

    /**
     * Tells how far the pass is.
     *
     * @param done files compared or transferred
     * @param total files the source listed
     */
    void at(long done, long total);
}
