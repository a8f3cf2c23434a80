package io.github.azuredr.streamanalytics.mark;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last ids seen, by count. What left the window raises a floor in time: a row not later than the floor may have been
 * seen and forgotten, so it is too old to tell rather than fresh. Not safe for several threads.
 */
public final class IdWindow {
    private final int capacity;
    private final LinkedHashMap<String, Row> seen = new LinkedHashMap<>();
    private @Nullable Instant floor;
    private @Nullable Instant high;

    /**
     * An empty window.
     *
     * @param capacity ids remembered; choose more than the rows of an overlap plus a job's replay
     */
    public IdWindow(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity is " + capacity + ": at least one id must have room");
        }
        this.capacity = capacity;
    }

    /** Judges one row and remembers it. */
    public Judgement judge(String id, Instant time, long digest) {
        Row known = seen.get(id);
        if (known != null) {
            return known.digest == digest ? Judgement.DUPLICATE : Judgement.CONFLICT;
        }
        if (floor != null && !time.isAfter(floor)) {
            return Judgement.TOO_OLD;
        }
        seen.put(id, new Row(time, digest));
        if (seen.size() > capacity) {
            Iterator<Row> oldest = seen.values().iterator();
            Instant left = oldest.next().time;
            oldest.remove();
            floor = floor == null || left.isAfter(floor) ? left : floor;
        }
        boolean late = high != null && time.isBefore(high);
        high = late ? high : time;
        return late ? Judgement.LATE : Judgement.FRESH;
    }

    /** Writes floor and ids. */
    public void writeTo(DataOutput out) throws IOException {
        write(out, floor);
        write(out, high);
        Varint.write(out, seen.size());
        for (Map.Entry<String, Row> row : seen.entrySet()) {
            out.writeUTF(row.getKey());
            write(out, row.getValue().time);
            out.writeLong(row.getValue().digest);
        }
    }

    /** Replaces what is known by what {@link #writeTo} wrote. */
    public void readFrom(DataInput in) throws IOException {
        seen.clear();
        floor = read(in);
        high = read(in);
        long count = Varint.read(in);
        for (long i = 0; i < count; i++) {
            String id = in.readUTF();
            Instant time = read(in);
            if (time == null) {
                throw new IOException("a saved id has no time: the checkpoint is damaged");
            }
            seen.put(id, new Row(time, in.readLong()));
        }
    }

    private static void write(DataOutput out, @Nullable Instant time) throws IOException {
        out.writeBoolean(time != null);
        if (time != null) {
            out.writeLong(time.getEpochSecond());
            out.writeInt(time.getNano());
        }
    }

    private static @Nullable Instant read(DataInput in) throws IOException {
        return in.readBoolean() ? Instant.ofEpochSecond(in.readLong(), in.readInt()) : null;
    }

    private record Row(Instant time, long digest) {}
}
