package io.github.azuredr.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One file with a fixed number of consecutive records, so that arithmetic alone tells which file a position is in.
 *
 * <p>It knows where each record it has seen ends. Bytes behind the last whole record are a record being written, or one
 * whose writer died: readers pass over them, and the holder of the lock cuts them when it appends.
 */
final class Segment implements Closeable {
    static final int CAPACITY = 1024;
    private static final byte[] MAGIC = "drjrnl1\n".getBytes(US_ASCII);
    private static final int WINDOW = 1 << 16;

    private final Path path;
    private final long first;
    private final Disk.OpenFile file;
    private final long[] ends = new long[CAPACITY];
    private int count;
    private long forced;

    private Segment(Path path, long first, Disk.OpenFile file) {
        this.path = path;
        this.first = first;
        this.file = file;
    }

    /** The segment that begins with that position; an absent file is a NoSuchFileException unless it is to be created. */
    static Segment open(Disk disk, Path folder, long first, boolean create) throws IOException {
        Path path = folder.resolve(FileNames.segment(first));
        return new Segment(path, first, disk.open(path, create));
    }

    /** The first position of the segment that a position is in. */
    static long firstOf(long position) {
        return position - position % CAPACITY;
    }

    long first() {
        return first;
    }

    /** The position after the last whole record seen. */
    long next() {
        return first + count;
    }

    boolean full() {
        return count == CAPACITY;
    }

    /** Takes in whole records that were written since the last look. */
    void refresh() throws IOException {
        long size = file.size();
        if (count > 0 && size < end()) {
            throw damaged(end(), next(), "the file has become shorter than what was read from it");
        }
        if (count == 0 && !begins(size)) {
            return;
        }
        Window window = new Window(size);
        while (!full() && end() + Frame.HEAD <= size) {
            Optional<Frame> head = window.head(end());
            if (head.isEmpty()) {
                refuseRecordsBehind(end(), size);
                return;
            }
            Frame frame = head.get();
            if (frame.position() != next()) {
                throw damaged(end(), next(), "a record of position " + frame.position() + " is in its place");
            }
            long after = end() + frame.size();
            boolean sound = after <= size && window.holds(frame, end());
            if (!sound && after < size) {
                throw damaged(end(), next(), "its checksum is wrong, and more follows it");
            }
            if (!sound) {
                return; // The last record, cut short.
            }
            ends[count++] = after;
        }
        if (full() && size > end()) {
            throw damaged(end(), next(), "bytes follow the segment's last record");
        }
    }

    /** Whether the file begins as a segment does; if not, it is a first write that was cut short. */
    private boolean begins(long size) throws IOException {
        byte[] magic = file.read(0, MAGIC.length);
        if (size >= MAGIC.length && Arrays.equals(magic, MAGIC)) {
            return true;
        }
        String start = new String(magic, US_ASCII);
        if (size >= MAGIC.length && start.startsWith("drjrnl")) {
            throw damaged(0, first, "it is in the format '" + start.strip() + "' of another version of this library");
        }
        refuseRecordsBehind(0, size);
        return false;
    }

    /** Tells damage from a torn record: behind a torn one nothing was ever written. */
    private void refuseRecordsBehind(long from, long size) throws IOException {
        byte[] rest = file.read(from, (int) Math.min(size - from, Integer.MAX_VALUE - Long.BYTES));
        for (int at = 1; at + Frame.HEAD <= rest.length; at++) {
            Optional<Frame> frame = Frame.head(rest, at);
            long position = frame.map(Frame::position).orElse(-1L);
            if (position >= next() && position < first + CAPACITY) {
                throw damaged(from, next(), "it is unreadable, while the record of position " + position + " follows");
            }
        }
    }

    /** The records from a position on, each verified; durable before they are returned. */
    List<byte[]> read(long from, int atMost) throws IOException {
        int begin = (int) (from - first);
        int until = (int) Math.min(count, begin + (long) atMost);
        List<byte[]> records = new ArrayList<>(until - begin);
        for (int index = begin; index < until; ) {
            int last = index + 1;
            while (last < until && ends[last] - start(index) <= WINDOW) {
                last++;
            }
            byte[] bytes = file.read(start(index), (int) (ends[last - 1] - start(index)));
            for (int at = 0; index < last; index++) {
                Optional<Frame> frame = Frame.head(bytes, at);
                if (frame.isEmpty()
                        || frame.get().position() != first + index
                        || !frame.get().matches(bytes, at)) {
                    throw damaged(start(index), first + index, "its checksum is wrong");
                }
                int body = at + Frame.HEAD;
                at = body + frame.get().length();
                records.add(Arrays.copyOfRange(bytes, body, at));
            }
        }
        if (!records.isEmpty() && ends[until - 1] > forced) {
            force();
        }
        return records;
    }

    /** Writes the next record durably over whatever a dead writer left there; only for the holder of the lock. */
    void append(byte[] record) throws IOException {
        byte[] frame = Frame.encode(next(), record);
        byte[] bytes = count > 0 ? frame : begun(frame);
        long at = count > 0 ? end() : 0;
        if (file.size() > at) {
            file.truncate(at);
        }
        file.write(at, bytes);
        file.force();
        ends[count++] = at + bytes.length;
        forced = end();
    }

    private static byte[] begun(byte[] frame) {
        byte[] bytes = Arrays.copyOf(MAGIC, MAGIC.length + frame.length);
        System.arraycopy(frame, 0, bytes, MAGIC.length, frame.length);
        return bytes;
    }

    /** Makes durable what another handle wrote and may have died before forcing. */
    void force() throws IOException {
        long seen = end();
        file.force();
        forced = seen;
    }

    /** Whether all that was seen is durable. */
    boolean isForced() {
        return forced == end();
    }

    private long end() {
        return count == 0 ? MAGIC.length : ends[count - 1];
    }

    private long start(int index) {
        return index == 0 ? MAGIC.length : ends[index - 1];
    }

    private JournalException damaged(long offset, long position, String how) {
        return new JournalException(
                "The journal file " + path + " is damaged at offset " + offset + ", position " + position + ": " + how
                        + ".",
                "stop writing, keep a copy of the folder, and restore the file from a copy of the journal.");
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** The file read in large pieces, for a walk from record to record. */
    private final class Window {
        private final long size;
        private long from;
        private byte[] bytes = {};

        Window(long size) {
            this.size = size;
        }

        Optional<Frame> head(long at) throws IOException {
            int start = cover(at, Frame.HEAD);
            return Frame.head(bytes, start);
        }

        boolean holds(Frame frame, long at) throws IOException {
            int start = cover(at, frame.size());
            return frame.matches(bytes, start);
        }

        /** Makes the window hold that part of the file, and says where in the window it begins. */
        private int cover(long at, long length) throws IOException {
            if (at < from || at + length > from + bytes.length) {
                from = at;
                bytes = file.read(at, (int) Math.min(Math.max(WINDOW, length), size - at));
            }
            return (int) (at - from);
        }
    }
}
