package io.github.azuredr.journal;

import java.util.List;
import java.util.Optional;

/**
 * Keeps one append-only log of opaque records per application; positions start at 0 and have no gaps.
 *
 * <p>A store may be used by many threads, and several stores on one place by many processes: of all who append at a
 * position exactly one is told {@link Append#APPENDED}. An append that throws is in doubt: the record may be there, and
 * whoever wrote it reads to find out.
 */
public interface JournalStore extends AutoCloseable {

    /**
     * Appends a record; it is durable before the answer is {@link Append#APPENDED}.
     *
     * @param application the application whose log it is
     * @param n the position, which must be the next one or one that is taken
     * @param record the bytes, possibly none
     * @return whether the position was free
     * @throws JournalException when the position would leave a gap, or the log cannot be written or believed
     */
    Append append(String application, long n, byte[] record);

    /**
     * Reads records in order; sees every append that was answered before the call.
     *
     * @param application the application whose log it is
     * @param from the first position wanted
     * @param atMost the most records wanted, at least 1
     * @return consecutive records from that position on, fewer than wanted only at the log's end; empty when there is
     *     none yet
     * @throws JournalException when the log cannot be read or believed
     */
    List<byte[]> read(String application, long from, int atMost);

    /** The readable snapshot that has taken in the most records; empty when there is none. */
    Optional<StoredSnapshot> newestSnapshot(String application);

    /**
     * Keeps a snapshot beside the log; earlier ones stay until it is durable, and one that has taken in more stays the
     * newest.
     *
     * @throws JournalException when it cannot be written; the log itself is unharmed
     */
    void saveSnapshot(String application, StoredSnapshot snapshot);

    /** Where the records are kept. */
    JournalPlace place();

    /** A place for attachments beside the records, when the store has one and the application names none. */
    default Optional<Attachments> attachments() {
        return Optional.empty();
    }

    @Override
    void close();

    /** Answer to an append. */
    enum Append {
        /** The record is durable at that position. */
        APPENDED,
        /** Another record, or this one after a lost answer, is at that position; nothing was written. */
        TAKEN
    }
}
