package io.github.azuredr.datalake.files;

import io.github.azuredr.datalake.store.FileAttributes;
import io.github.azuredr.datalake.store.LakeFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Says on a target file itself which source version it is and which pass wrote it, in the same call that wrote the bytes.
 *
 * <p>Why: between a copy and its line in the manifest a pass may be killed. The file then has an ETag the manifest does not
 * know, and only the file can say whose it is. The stamp binds tree, path, source ETag, length and pass in one digest, so
 * that it says nothing once the file was renamed, changed in length, or written anew by someone else (which drops or
 * replaces metadata). Someone who copies metadata and length onto other bytes on purpose is not kept out: this is a
 * recognition mark, not a signature.
 *
 * @param sourceEtag the source version
 * @param generation the pass
 */
record Stamp(String sourceEtag, long generation) {
    private static final String SOURCE = "azuredr_source";
    private static final String PASS = "azuredr_pass";
    private static final String KEY = "azuredr_key";

    /** The attributes with this stamp in place of any other. */
    FileAttributes on(FileAttributes attributes, String tree, String path, long length) {
        Map<String, String> metadata = new HashMap<>(attributes.metadata());
        metadata.put(SOURCE, sourceEtag);
        metadata.put(PASS, Long.toString(generation));
        metadata.put(KEY, key(tree, path, length));
        return attributes.withMetadata(metadata);
    }

    /** The stamp a file carries, if it is one for this path and its present length. */
    static Optional<Stamp> read(String tree, String path, LakeFile file) {
        Map<String, String> metadata =
                file.attributes().map(FileAttributes::metadata).orElse(Map.of());
        String source = metadata.get(SOURCE);
        String pass = metadata.get(PASS);
        if (source == null || pass == null || !pass.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        Stamp stamp = new Stamp(source, Long.parseLong(pass));
        return stamp.key(tree, path, file.length()).equals(metadata.get(KEY)) ? Optional.of(stamp) : Optional.empty();
    }

    private String key(String tree, String path, long length) {
        String text = String.join("\n", tree, path, sourceEtag, Long.toString(length), Long.toString(generation));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
