package io.github.azuredr.testkit.azure.storage;

/** Documented ceilings of the services, in bytes or counts. */
final class Limits {
    static final long MIB = 1024L * 1024L;
    static final long LARGEST_PUT = 5000L * MIB;
    static final long LARGEST_BLOCK = 4000L * MIB;
    static final long LARGEST_SYNC_COPY = 256L * MIB;
    static final long LARGEST_RANGE_HASH = 4L * MIB;
    static final int MOST_BLOCKS = 50_000;
    static final int MOST_STAGED = 100_000;
    static final int PAGE = 5_000;
    static final int ACL_BATCH = 2_000;
    static final int METADATA_BYTES = 8 * 1024;

    private Limits() {}
}
