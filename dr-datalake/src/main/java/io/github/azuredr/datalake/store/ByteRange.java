package io.github.azuredr.datalake.store;

/**
 * A part of a file's bytes.
 *
 * @param offset of the first byte
 * @param length in bytes; {@link Long#MAX_VALUE} means to the end
 */
public record ByteRange(long offset, long length) {
    /** The whole file. */
    public static final ByteRange ALL = new ByteRange(0, Long.MAX_VALUE);

    /** Checks the parts. */
    public ByteRange {
        if (offset < 0 || length < 1) {
            throw new IllegalArgumentException("range: offset must be 0 or more and length 1 or more");
        }
    }

    /** Whether this is the whole file. */
    public boolean whole() {
        return offset == 0 && length == Long.MAX_VALUE;
    }
}
