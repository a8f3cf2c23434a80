package io.github.azuredr.testkit.azure.analytics;

import io.github.azuredr.testkit.azure.SimState;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The files of one simulated store account, by rooted path; what jobs read and write there. */
public final class StoreFiles {
    private final SimState state;
    private final String prefix;

    StoreFiles(SimState state, String account) {
        this.state = state;
        this.prefix = "analytics/store/" + account + "/file";
    }

    /** The bytes at a path; empty when there is no such file. */
    public Optional<byte[]> read(String path) {
        return state.get(key(path));
    }

    /** Writes a whole file. */
    public void write(String path, byte[] bytes) {
        state.put(key(path), bytes);
    }

    /** Removes a file; does nothing when it is absent. */
    public void delete(String path) {
        state.remove(key(path));
    }

    /** All paths that begin so, in order. */
    public List<String> list(String start) {
        return state.keys(prefix + start).stream()
                .map(key -> key.substring(prefix.length()))
                .toList();
    }

    /** Copies a file into another store, under the same path. */
    public void copyTo(StoreFiles other, String path) {
        other.write(
                path,
                read(path)
                        .orElseThrow(() ->
                                new IllegalArgumentException("path names no file: " + path + "; write it first")));
    }

    private String key(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path must begin with a slash: '" + path + "'");
        }
        return prefix + URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
