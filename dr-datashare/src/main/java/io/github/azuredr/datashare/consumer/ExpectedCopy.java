package io.github.azuredr.datashare.consumer;

/**
 * What a snapshot of one dataset should come to, by what the side in use last copied as a whole.
 *
 * @param name the dataset's name
 * @param type its kind
 * @param path where it lies in the provider's store
 * @param files files of that snapshot
 * @param bytes their length
 * @param exact whether nothing was copied since, so that both must agree; else only emptiness counts against it
 */
record ExpectedCopy(String name, String type, String path, long files, long bytes, boolean exact) {}
