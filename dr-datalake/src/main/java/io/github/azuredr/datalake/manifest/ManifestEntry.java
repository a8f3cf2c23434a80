package io.github.azuredr.datalake.manifest;

/**
 * One path as replication left it on the target.
 *
 * @param path decoded
 * @param sourceEtag the source's version copied; empty when the target's version was set aside or restored and equals no
 *     source version
 * @param targetEtag the target's version that replication may replace
 * @param length in bytes
 * @param generation the pass that wrote it
 * @param level how surely it equals its source
 * @param directory whether it is a real directory
 * @param ownership the source's owner, group and permission line when it was copied; empty on flat accounts
 * @param removed whether this says that the path is no longer replication's
 */
public record ManifestEntry(
        String path,
        String sourceEtag,
        String targetEtag,
        long length,
        long generation,
        VerificationLevel level,
        boolean directory,
        String ownership,
        boolean removed) {

    /** A file that was written or recognised. */
    public static ManifestEntry file(
            String path,
            String sourceEtag,
            String targetEtag,
            long length,
            long generation,
            VerificationLevel level,
            String ownership) {
        return new ManifestEntry(path, sourceEtag, targetEtag, length, generation, level, false, ownership, false);
    }

    /** A directory that was made. */
    public static ManifestEntry directory(String path, long generation, String ownership) {
        return new ManifestEntry(
                path, "", "", 0, generation, VerificationLevel.LENGTH_AND_ETAG, true, ownership, false);
    }

    /** The path is replication's no more. */
    public static ManifestEntry removed(String path, long generation) {
        return new ManifestEntry(path, "", "", 0, generation, VerificationLevel.LENGTH_AND_ETAG, false, "", true);
    }
}
