package io.github.azuredr.streamanalytics.output;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.checkpoint.Checkpoint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a reader knows between two batches, and its bytes. */
final class ReaderState {
    private static final int FORMAT = 1;

    final DuplicateStrategy strategy;
    final Map<Side, Position> positions = new EnumMap<>(Side.class);
    final Map<Side, Instant> newest = new EnumMap<>(Side.class);
    /** Where a switch begins, less the overlap; never ahead of the wall clock. */
    @Nullable Instant mark;

    /** The furthest row delivered: what is before it comes late. */
    @Nullable Place highest;

    ReaderState(DuplicateStrategy strategy) {
        this.strategy = strategy;
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeUTF(strategy.name());
            write(out, mark);
            write(out, highest == null ? null : highest.time());
            out.writeLong(highest == null ? 0 : highest.sequence());
            out.writeUTF(highest == null ? "" : highest.id());
            for (Side side : Side.values()) {
                Position position = positions.get(side);
                out.writeUTF(position == null ? "" : position.text());
                write(out, newest.get(side));
            }
            strategy.writeTo(out);
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return bytes.toByteArray();
    }

    void restore(Checkpoint from) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(from.state()))) {
            int format = in.readByte();
            if (format != FORMAT) {
                throw new IllegalStateException("checkpoint " + from + " has format " + format + ", this version reads "
                        + FORMAT + ": use the version that wrote it");
            }
            String written = in.readUTF();
            if (!written.equals(strategy.name())) {
                throw new IllegalStateException("checkpoint " + from + " was written with strategy " + written
                        + ", the reader now has " + strategy.name() + ": give the reader another name to start over");
            }
            mark = read(in);
            Instant time = read(in);
            long sequence = in.readLong();
            String id = in.readUTF();
            highest = time == null ? null : new Place(time, sequence, id);
            positions.clear();
            newest.clear();
            for (Side side : Side.values()) {
                String position = in.readUTF();
                if (!position.isEmpty()) {
                    positions.put(side, new Position(position));
                }
                Instant seen = read(in);
                if (seen != null) {
                    newest.put(side, seen);
                }
            }
            strategy.readFrom(in);
        } catch (IOException damaged) {
            throw new IllegalStateException("checkpoint " + from + " cannot be read", damaged);
        }
    }

    private static void write(DataOutputStream out, @Nullable Instant time) throws IOException {
        out.writeBoolean(time != null);
        if (time != null) {
            out.writeLong(time.getEpochSecond());
            out.writeInt(time.getNano());
        }
    }

    private static @Nullable Instant read(DataInputStream in) throws IOException {
        return in.readBoolean() ? Instant.ofEpochSecond(in.readLong(), in.readInt()) : null;
    }
}
