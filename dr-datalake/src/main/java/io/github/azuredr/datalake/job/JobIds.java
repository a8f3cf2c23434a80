package io.github.azuredr.datalake.job;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Job ids that follow from what a job does (name-based UUIDs, version 5): whoever asks for the same work, in whatever run
 * or process, asks under the same id, and the service takes an id only once.
 */
public final class JobIds {
    private static final UUID NAMESPACE = UUID.fromString("6a5f0a3e-7d0c-5c5b-9f7e-2f1f7b8d4c11");

    private JobIds() {}

    /** The id of the work that these parts describe; their order and their borders count. */
    public static UUID of(String... parts) {
        MessageDigest sha1 = sha1();
        sha1.update(ByteBuffer.allocate(16)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .array());
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            sha1.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
            sha1.update(bytes);
        }
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest());
        long most = hash.getLong() & ~0xF000L | 0x5000L;
        long least = hash.getLong() & ~(3L << 62) | 2L << 62;
        return new UUID(most, least);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java runtime has SHA-1", missing);
        }
    }
}
