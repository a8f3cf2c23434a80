package io.github.azuredr.streamanalytics.jdbc;

import java.time.Instant;

/**
 * The rows of one span of time, in three numbers that do not depend on their order.
 *
 * @param start the bucket's first instant
 * @param count rows
 * @param sum of the ids' hashes
 * @param xor of the ids' hashes
 */
public record BucketDigest(Instant start, long count, long sum, long xor) {
    BucketDigest plus(String id) {
        long hash = hash(id);
        return new BucketDigest(start, count + 1, sum + hash, xor ^ hash);
    }

    private static long hash(String id) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001B3L;
        }
        hash = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        return hash ^ hash >>> 33;
    }
}
