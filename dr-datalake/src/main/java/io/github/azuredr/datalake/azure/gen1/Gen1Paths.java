package io.github.azuredr.datalake.azure.gen1;

import io.github.azuredr.datalake.store.Reserved;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Where a tree's paths are in its account, and where the port keeps what Gen1 has no place for. */
final class Gen1Paths {
    private static final Pattern HEAD = Pattern.compile(Reserved.ROOT + "/[a-z0-9][a-z0-9-]*/head");
    private static final String TEMPORARY = Reserved.path("tmp") + "/";

    private final String root;

    /**
     * The paths of one tree.
     *
     * @param root the tree's directory in the account, rooted, or a slash for the whole account
     */
    Gen1Paths(String root) {
        this.root = root.equals("/") ? "" : root;
    }

    String root() {
        return root.isEmpty() ? "/" : root;
    }

    String at(String path) {
        return path.isEmpty() ? root() : root + "/" + path;
    }

    /** The directory a path is in. */
    String holding(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? root() : at(path.substring(0, slash));
    }

    /** Whether a path is a manifest's head, which is kept version by version. */
    static boolean isHead(String path) {
        return HEAD.matcher(path).matches();
    }

    /** Whether a path is a pass's temporary name, which becomes another by a rename. */
    static boolean isTemporary(String path) {
        return path.startsWith(TEMPORARY);
    }

    /** No tree's name begins with a dot, so these collide with none. */
    String attributes(String path) {
        return at(Reserved.path(".attributes", digest(path)));
    }

    String part(String path, String name) {
        return at(Reserved.path(".parts", digest(path), name));
    }

    String parts(String path) {
        return at(Reserved.path(".parts", digest(path)));
    }

    static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(String path) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(path.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
