package io.github.azuredr.testkit.azure.analytics;

import io.github.azuredr.testkit.azure.SimState;
import io.github.azuredr.testkit.azure.gen1.Gen1Accounts;
import io.github.azuredr.testkit.azure.gen1.Gen1Files;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The files of one simulated store account, by rooted path; what jobs read and write there. When Data Lake Storage Gen1 is
 * simulated, too, and has the account, they are its files.
 */
public final class StoreFiles {
    private final SimState state;
    private final String prefix;
    private final String account;
    private final Clock clock;

    StoreFiles(SimState state, String account, Clock clock) {
        this.state = state;
        this.account = account;
        this.clock = clock;
        this.prefix = "analytics/store/" + account + "/file";
    }

    /** The bytes at a path; empty when there is no such file. */
    public Optional<byte[]> read(String path) {
        return served().map(files -> files.read(decoded(path))).orElseGet(() -> state.get(key(path)));
    }

    /** Writes a whole file. */
    public void write(String path, byte[] bytes) {
        Optional<Gen1Files> served = served();
        if (served.isPresent()) {
            served.get().write(decoded(path), bytes);
        } else {
            state.put(key(path), bytes);
        }
    }

    /** Removes a file; does nothing when it is absent. */
    public void delete(String path) {
        Optional<Gen1Files> served = served();
        if (served.isPresent()) {
            served.get().delete(decoded(path));
        } else {
            state.remove(key(path));
        }
    }

    /** All paths that begin so, in order. */
    public List<String> list(String start) {
        Optional<Gen1Files> served = served();
        if (served.isPresent()) {
            return served.get().all().keySet().stream()
                    .filter(path -> path.startsWith(start))
                    .toList();
        }
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

    /** Asked each time: the account may be made, or deleted, after this was handed out. */
    private Optional<Gen1Files> served() {
        return new Gen1Accounts(state).files(account, clock);
    }

    private String key(String path) {
        return prefix + decoded(path);
    }

    private static String decoded(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path must begin with a slash: '" + path + "'");
        }
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
