package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Content by chunk, apart from the metadata, so that a change of one never rewrites the other. */
final class ContentStore {
    private final SimState state;
    private final String prefix;
    private final Map<Long, Integer> uses = new HashMap<>();
    private long last;

    ContentStore(SimState state, String prefix) {
        this.state = state;
        this.prefix = prefix;
    }

    /** Stores the bytes; the caller becomes their only user. */
    Chunk put(byte[] bytes, @Nullable String block) {
        Chunk chunk = new Chunk(++last, bytes.length, block);
        state.put(key(chunk.id()), bytes);
        uses.put(chunk.id(), 1);
        return chunk;
    }

    /** One more user of each of these. */
    void retain(List<Chunk> chunks) {
        for (Chunk chunk : chunks) {
            uses.merge(chunk.id(), 1, Integer::sum);
            last = Math.max(last, chunk.id());
        }
    }

    /** One user less; the last one takes the bytes along. */
    void release(Iterable<Chunk> chunks) {
        for (Chunk chunk : chunks) {
            if (chunk.id() >= 0 && uses.merge(chunk.id(), -1, Integer::sum) <= 0) {
                uses.remove(chunk.id());
                state.remove(key(chunk.id()));
            }
        }
    }

    /** The bytes from {@code from} on, {@code count} of them. */
    byte[] read(List<Chunk> chunks, long from, long count) {
        byte[] out = new byte[Math.toIntExact(count)];
        long start = 0;
        for (Chunk chunk : chunks) {
            long end = start + chunk.length();
            long lo = Math.max(from, start);
            long hi = Math.min(from + count, end);
            if (lo < hi) {
                copy(chunk, (int) (lo - start), out, (int) (lo - from), (int) (hi - lo));
            }
            start = end;
        }
        return out;
    }

    private void copy(Chunk chunk, int at, byte[] out, int to, int count) {
        if (chunk.id() < 0) {
            for (int i = 0; i < count; i++) {
                out[to + i] = (byte) (at + i - chunk.id());
            }
            return;
        }
        byte[] bytes = state.get(key(chunk.id()))
                .orElseThrow(() -> new IllegalStateException("content " + chunk.id() + " is gone from the state"));
        System.arraycopy(bytes, at, out, to, count);
    }

    /** Forgets stored bytes that nothing uses: left behind by a process that was killed between two writes. */
    void sweep() {
        Set<Long> used = uses.keySet();
        for (String key : state.keys(prefix)) {
            long id = Long.parseLong(key.substring(prefix.length()));
            last = Math.max(last, id);
            if (!used.contains(id)) {
                state.remove(key);
            }
        }
    }

    private String key(long id) {
        return prefix + id;
    }
}
