package io.github.azuredr.datalake.azure;

import com.azure.storage.blob.models.BlobDownloadHeaders;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobItemProperties;
import com.azure.storage.blob.models.BlobProperties;
import io.github.azuredr.datalake.store.FileAttributes;
import io.github.azuredr.datalake.store.LakeFile;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Blobs as the client shows them, turned into files as the engine knows them, and back. */
final class BlobFiles {
    private static final String FOLDER_MARK = "hdi_isfolder";

    private BlobFiles() {}

    static LakeFile of(BlobItem item) {
        BlobItemProperties p = item.getProperties();
        Map<String, String> headers = new HashMap<>();
        put(headers, "content-type", p.getContentType());
        put(headers, "content-encoding", p.getContentEncoding());
        put(headers, "content-language", p.getContentLanguage());
        put(headers, "content-disposition", p.getContentDisposition());
        put(headers, "cache-control", p.getCacheControl());
        Long length = p.getContentLength();
        return LakeFile.flat(
                item.getName(),
                length == null ? 0 : length,
                StorageCalls.bare(p.getETag()),
                instant(p.getLastModified()),
                md5(p.getContentMd5()),
                attributes(item.getMetadata(), headers));
    }

    static LakeFile of(String path, BlobProperties p) {
        Map<String, String> headers = new HashMap<>();
        put(headers, "content-type", p.getContentType());
        put(headers, "content-encoding", p.getContentEncoding());
        put(headers, "content-language", p.getContentLanguage());
        put(headers, "content-disposition", p.getContentDisposition());
        put(headers, "cache-control", p.getCacheControl());
        return LakeFile.flat(
                path,
                p.getBlobSize(),
                StorageCalls.bare(p.getETag()),
                instant(p.getLastModified()),
                md5(p.getContentMd5()),
                attributes(p.getMetadata(), headers));
    }

    /** The headers of a download of the whole blob. */
    static LakeFile of(String path, BlobDownloadHeaders h) {
        Map<String, String> headers = new HashMap<>();
        put(headers, "content-type", h.getContentType());
        put(headers, "content-encoding", h.getContentEncoding());
        put(headers, "content-language", h.getContentLanguage());
        put(headers, "content-disposition", h.getContentDisposition());
        put(headers, "cache-control", h.getCacheControl());
        Long length = h.getContentLength();
        return LakeFile.flat(
                path,
                length == null ? 0 : length,
                StorageCalls.bare(h.getETag()),
                instant(h.getLastModified()),
                md5(h.getContentMd5()),
                attributes(h.getMetadata(), headers));
    }

    static boolean marksFolder(LakeFile file) {
        return file.attributes()
                .map(attributes -> "true".equalsIgnoreCase(attributes.metadata().getOrDefault(FOLDER_MARK, "")))
                .orElse(false);
    }

    static BlobHttpHeaders headers(FileAttributes attributes) {
        BlobHttpHeaders headers = new BlobHttpHeaders();
        attributes.header("content-type").ifPresent(headers::setContentType);
        attributes.header("content-encoding").ifPresent(headers::setContentEncoding);
        attributes.header("content-language").ifPresent(headers::setContentLanguage);
        attributes.header("content-disposition").ifPresent(headers::setContentDisposition);
        attributes.header("cache-control").ifPresent(headers::setCacheControl);
        attributes.md5().map(Base64.getDecoder()::decode).ifPresent(headers::setContentMd5);
        return headers;
    }

    private static FileAttributes attributes(@Nullable Map<String, String> metadata, Map<String, String> headers) {
        return new FileAttributes(metadata == null ? Map.of() : metadata, headers, Optional.empty());
    }

    private static void put(Map<String, String> headers, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            headers.put(name, value);
        }
    }

    static Optional<String> md5(byte @Nullable [] bytes) {
        return bytes == null || bytes.length == 0
                ? Optional.empty()
                : Optional.of(Base64.getEncoder().encodeToString(bytes));
    }

    static Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? Instant.EPOCH : time.toInstant();
    }
}
