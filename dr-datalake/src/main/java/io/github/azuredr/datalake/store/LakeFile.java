package io.github.azuredr.datalake.store;

import java.time.Instant;
import java.util.Optional;

/**
 * One version of one path, as a listing or a look at it gives it.
 *
 * @param path decoded, components separated by a slash, without a leading one
 * @param length in bytes; 0 for a directory
 * @param etag the service's, without quotes
 * @param lastModified by the service's clock
 * @param directory whether this is a real directory
 * @param md5 the content's MD5 in Base64 as the service holds it, where it holds one
 * @param attributes metadata and content headers; empty where a listing does not carry them
 * @param ownership owner, group and permission text of a hierarchical listing, as one comparable line
 */
public record LakeFile(
        String path,
        long length,
        String etag,
        Instant lastModified,
        boolean directory,
        Optional<String> md5,
        Optional<FileAttributes> attributes,
        Optional<String> ownership) {
    /** Checks the parts. */
    public LakeFile {
        if (path.isEmpty() || path.startsWith("/")) {
            throw new IllegalArgumentException(
                    "path: must be non-empty and without a leading slash, was '" + path + "'");
        }
        if (length < 0) {
            throw new IllegalArgumentException("length: must not be negative for " + path);
        }
    }

    /** A file with attributes and without ownership, as flat accounts list it. */
    public static LakeFile flat(
            String path,
            long length,
            String etag,
            Instant lastModified,
            Optional<String> md5,
            FileAttributes attributes) {
        return new LakeFile(path, length, etag, lastModified, false, md5, Optional.of(attributes), Optional.empty());
    }

    /** Whether the listing shows an access list beyond the nine permission bits, by the service's trailing plus sign. */
    public boolean hasExtendedAccess() {
        return ownership.map(line -> line.endsWith("+")).orElse(false);
    }
}
