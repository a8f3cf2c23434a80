package io.github.azuredr.benchmarks;

/** Something that makes a container of one server equal to the same container of another. */
interface Copier {
    /** Copies what is new or changed in a container. */
    void sync(Azurite from, Azurite to, String container) throws Exception;
}
