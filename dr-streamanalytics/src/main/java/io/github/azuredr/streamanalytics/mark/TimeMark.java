package io.github.azuredr.streamanalytics.mark;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The highest time seen, and the ids seen at that instant and back through an overlap: what ties with the mark or comes
 * late is told apart by id, and what is older than the overlap is too old to tell. Not safe for several threads.
 */
public final class TimeMark {
    private final Duration overlap;
    private final TreeMap<Instant, Map<String, Long>> seen = new TreeMap<>();
    private @Nullable Instant mark;

    /**
     * An empty mark.
     *
     * @param overlap how far behind the mark ids are remembered; zero remembers only those at the mark itself
     */
    public TimeMark(Duration overlap) {
        if (overlap.isNegative()) {
            throw new IllegalArgumentException("overlap is " + overlap + ": give zero or more");
        }
        this.overlap = overlap;
    }

    /** Judges one row and remembers it. */
    public Judgement judge(String id, Instant time, long digest) {
        Instant high = mark;
        if (high != null && time.isBefore(high.minus(overlap))) {
            return Judgement.TOO_OLD;
        }
        Long known = seen.computeIfAbsent(time, at -> new HashMap<>()).putIfAbsent(id, digest);
        if (known != null) {
            return known == digest ? Judgement.DUPLICATE : Judgement.CONFLICT;
        }
        if (high == null || time.isAfter(high)) {
            mark = time;
            seen.headMap(time.minus(overlap), false).clear();
            return Judgement.FRESH;
        }
        return time.isBefore(high) ? Judgement.LATE : Judgement.FRESH;
    }

    /** Writes mark and ids. */
    public void writeTo(DataOutput out) throws IOException {
        Varint.write(out, seen.size());
        for (Map.Entry<Instant, Map<String, Long>> at : seen.entrySet()) {
            Instant time = at.getKey();
            out.writeLong(time.getEpochSecond());
            out.writeInt(time.getNano());
            Varint.write(out, at.getValue().size());
            for (Map.Entry<String, Long> row : at.getValue().entrySet()) {
                out.writeUTF(row.getKey());
                out.writeLong(row.getValue());
            }
        }
    }

    /** Replaces what is known by what {@link #writeTo} wrote. */
    public void readFrom(DataInput in) throws IOException {
        seen.clear();
        mark = null;
        long times = Varint.read(in);
        for (long i = 0; i < times; i++) {
            Instant time = Instant.ofEpochSecond(in.readLong(), in.readInt());
            Map<String, Long> rows = new HashMap<>();
            long count = Varint.read(in);
            for (long j = 0; j < count; j++) {
                rows.put(in.readUTF(), in.readLong());
            }
            seen.put(time, rows);
            mark = time;
        }
    }
}
