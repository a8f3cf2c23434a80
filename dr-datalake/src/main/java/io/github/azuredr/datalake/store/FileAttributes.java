package io.github.azuredr.datalake.store;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What travels with a file's bytes.
 *
 * @param metadata user metadata, names in lower case as the service compares them
 * @param headers content headers by their HTTP name in lower case: content-type, content-encoding, content-language,
 *     content-disposition, cache-control
 * @param md5 the content's MD5 in Base64 where it is known to be right: the service checks it and keeps it
 */
public record FileAttributes(Map<String, String> metadata, Map<String, String> headers, Optional<String> md5) {
    /** Copies both maps in. */
    public FileAttributes {
        Map<String, String> lower = new TreeMap<>();
        metadata.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        metadata = Map.copyOf(lower);
        headers = Map.copyOf(headers);
    }

    /** Nothing but bytes. */
    public static FileAttributes none() {
        return new FileAttributes(Map.of(), Map.of(), Optional.empty());
    }

    /** Only metadata. */
    public static FileAttributes metadata(Map<String, String> metadata) {
        return new FileAttributes(metadata, Map.of(), Optional.empty());
    }

    /** The same headers with other metadata. */
    public FileAttributes withMetadata(Map<String, String> other) {
        return new FileAttributes(other, headers, md5);
    }

    /** The same with a known content hash. */
    public FileAttributes withMd5(Optional<String> hash) {
        return new FileAttributes(metadata, headers, hash);
    }

    /** One content header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
