package io.github.azuredr.testkit.journal;

import io.github.azuredr.journal.Attachments;
import io.github.azuredr.journal.JournalException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Attachments that live as long as the object; share it between instances that stand for processes. */
public final class InMemoryAttachments implements Attachments {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();

    /** Holds nothing yet. */
    public InMemoryAttachments() {}

    @Override
    public String put(byte[] content) {
        String hash = hash(content);
        kept.putIfAbsent(hash, content.clone());
        return hash;
    }

    @Override
    public Optional<byte[]> get(String hash) {
        if (!HASH.matcher(hash).matches()) {
            throw new JournalException(
                    "The attachment's hash is '" + hash + "', but it must be 64 lower case hexadecimal digits.",
                    "give the hash that put(...) returned.");
        }
        return Optional.ofNullable(kept.get(hash)).map(byte[]::clone);
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
