package io.github.azuredr.testkit.azure.storage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The two checksums of the storage protocol, in Base64. */
final class Hashes {
    /** The reflected polynomial of the service's CRC64. */
    private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

    private static final long[] TABLE = table();

    private Hashes() {}

    static String md5(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("MD5 belongs to every Java platform", e);
        }
    }

    static String crc64(byte[] bytes) {
        long crc = -1L;
        for (byte b : bytes) {
            crc = TABLE[(int) (crc ^ b) & 0xFF] ^ crc >>> 8;
        }
        byte[] out = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(~crc)
                .array();
        return Base64.getEncoder().encodeToString(out);
    }

    /** Refuses a body that is not what its Content-MD5 or x-ms-content-crc64 says. */
    static void verify(Call call, byte[] body) {
        call.header("Content-MD5").ifPresent(sent -> verifyMd5(sent, body));
        call.header("x-ms-content-crc64").ifPresent(sent -> {
            if (!sent.equals(crc64(body))) {
                throw new Refusal(
                        400, "Crc64Mismatch", "The CRC64 value specified in the request did not match the data.");
            }
        });
    }

    static void verifyMd5(String sent, byte[] body) {
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(sent);
        } catch (IllegalArgumentException noBase64) {
            throw invalidMd5();
        }
        if (decoded.length != 16) {
            throw invalidMd5();
        }
        if (!sent.equals(md5(body))) {
            throw new Refusal(
                    400, "Md5Mismatch", "The MD5 value specified in the request did not match the data received.");
        }
    }

    private static Refusal invalidMd5() {
        return new Refusal(400, "InvalidMd5", "The MD5 value specified in the request is invalid.");
    }

    private static long[] table() {
        long[] table = new long[256];
        for (int i = 0; i < 256; i++) {
            long crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 1 ? crc >>> 1 ^ POLYNOMIAL : crc >>> 1;
            }
            table[i] = crc;
        }
        return table;
    }
}
