package io.github.azuredr.journal;

import java.util.Arrays;

/**
 * The state after the records 0 to {@code n - 1}, as bytes the store does not look into.
 *
 * @param n how many records the state has taken in
 * @param bytes the state
 */
public record StoredSnapshot(long n, byte[] bytes) {
    /** Copies the bytes, and refuses a negative count. */
    public StoredSnapshot {
        if (n < 0) {
            throw new JournalException(
                    "StoredSnapshot.n is " + n + ", but it counts records.", "give the number of records taken in.");
        }
        bytes = bytes.clone();
    }

    /** A copy of the state's bytes. */
    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredSnapshot that && n == that.n && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(n) + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "snapshot after " + n + " records, " + bytes.length + " bytes";
    }
}
