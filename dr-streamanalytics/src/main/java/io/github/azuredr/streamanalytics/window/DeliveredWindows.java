package io.github.azuredr.streamanalytics.window;

import io.github.azuredr.streamanalytics.checkpoint.Checkpoint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The windows delivered back through the overlap, and whether each was sure; and the mark behind which all is delivered. */
final class DeliveredWindows {
    private static final int FORMAT = 1;

    private final TreeMap<Instant, Map<String, Boolean>> sure = new TreeMap<>();

    @Nullable Instant mark;

    /** Null when the window was not delivered, else whether it was sure. */
    @Nullable Boolean known(Instant end, String key) {
        return sure.getOrDefault(end, Map.of()).get(key);
    }

    void delivered(Instant end, String key, boolean isSure) {
        sure.computeIfAbsent(end, any -> new HashMap<>()).put(key, isSure);
    }

    void forgetBefore(Instant time) {
        sure.headMap(time, false).clear();
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeUTF(mark == null ? "" : mark.toString());
            out.writeInt(sure.size());
            for (Map.Entry<Instant, Map<String, Boolean>> end : sure.entrySet()) {
                out.writeUTF(end.getKey().toString());
                out.writeInt(end.getValue().size());
                for (Map.Entry<String, Boolean> window : end.getValue().entrySet()) {
                    out.writeUTF(window.getKey());
                    out.writeBoolean(window.getValue());
                }
            }
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return bytes.toByteArray();
    }

    void restore(Checkpoint from) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(from.state()))) {
            if (in.readByte() != FORMAT) {
                throw new IllegalStateException(
                        "checkpoint " + from + " has another format: use the version that wrote it");
            }
            sure.clear();
            String at = in.readUTF();
            mark = at.isEmpty() ? null : Instant.parse(at);
            int ends = in.readInt();
            for (int i = 0; i < ends; i++) {
                Instant end = Instant.parse(in.readUTF());
                int windows = in.readInt();
                for (int j = 0; j < windows; j++) {
                    delivered(end, in.readUTF(), in.readBoolean());
                }
            }
        } catch (IOException damaged) {
            throw new IllegalStateException("checkpoint " + from + " cannot be read", damaged);
        }
    }
}
