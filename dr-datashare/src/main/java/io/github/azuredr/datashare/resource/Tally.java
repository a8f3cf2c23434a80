package io.github.azuredr.datashare.resource;

/**
 * How much lies somewhere.
 *
 * @param files number of files
 * @param bytes their length together
 */
public record Tally(long files, long bytes) {

    /** The sum of two. */
    public Tally plus(Tally other) {
        return new Tally(files + other.files, bytes + other.bytes);
    }
}
