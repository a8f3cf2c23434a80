package io.github.azuredr.datalake.manifest;

/** How surely a target file equals its source. */
public enum VerificationLevel {
    /** The bytes written have the content hash the source's service holds. */
    CONTENT_HASH,
    /** The length is equal, and the source had the listed ETag while it was read. */
    LENGTH_AND_ETAG
}
