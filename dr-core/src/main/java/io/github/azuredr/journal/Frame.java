package io.github.azuredr.journal;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The head before each record: position, length, checksum of the record, checksum of the head itself.
 *
 * <p>The head has its own checksum so that a damaged length is not taken for a record cut short, which would give up
 * every record behind it.
 */
record Frame(long position, int length, int bodyChecksum) {
    static final int HEAD = Long.BYTES + 3 * Integer.BYTES;

    /** Head and record, ready to be written in one piece. */
    static byte[] encode(long position, byte[] record) {
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + record.length);
        bytes.putLong(position).putInt(record.length).putInt(checksum(record, 0, record.length));
        bytes.putInt(checksum(bytes.array(), 0, bytes.position())).put(record);
        return bytes.array();
    }

    /** The head at that place in the bytes; empty when they end before it does or its checksum is wrong. */
    static Optional<Frame> head(byte[] bytes, int at) {
        if (bytes.length - at < HEAD) {
            return Optional.empty();
        }
        ByteBuffer head = ByteBuffer.wrap(bytes, at, HEAD);
        Frame frame = new Frame(head.getLong(), head.getInt(), head.getInt());
        boolean sound = frame.length >= 0 && head.getInt() == checksum(bytes, at, HEAD - Integer.BYTES);
        return sound ? Optional.of(frame) : Optional.empty();
    }

    /** Whether the record that follows this head at that place is whole and undamaged. */
    boolean matches(byte[] bytes, int headAt) {
        return bytes.length - headAt - HEAD >= length && checksum(bytes, headAt + HEAD, length) == bodyChecksum;
    }

    /** Head and record together. */
    long size() {
        return (long) HEAD + length;
    }

    private static int checksum(byte[] bytes, int from, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, from, length);
        return (int) checksum.getValue();
    }
}
