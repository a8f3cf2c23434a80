package io.github.azuredr.datalake.azure;

import com.azure.core.http.HttpAuthorization;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.RequestConditions;
import com.azure.core.http.policy.AddHeadersFromContextPolicy;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.options.BlobCopyFromUrlOptions;
import com.azure.storage.blob.options.BlockBlobStageBlockFromUrlOptions;
import io.github.azuredr.datalake.store.CopySource;
import io.github.azuredr.datalake.store.FileAttributes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Copies in which the target's service reads the source's: in one call up to 256 MiB, in blocks above. */
final class BlobCopies {
    private static final long IN_ONE_CALL = 256L * 1024 * 1024;
    private static final int MOST_BLOCKS = 50_000;
    private static final Duration COPY = Duration.ofMinutes(15);
    private static final HttpHeaderName SOURCE_MD5 = HttpHeaderName.fromString("x-ms-source-content-md5");

    private BlobCopies() {}

    /** Whether one call carries the whole file. */
    static boolean whole(CopySource source) {
        return source.file().length() <= IN_ONE_CALL;
    }

    /** Copies a file at once; answers the new ETag. */
    static String inOneCall(
            CopySource source,
            BlobClient blob,
            String path,
            BlobRequestConditions conditions,
            FileAttributes attributes) {
        BlobCopyFromUrlOptions options = new BlobCopyFromUrlOptions(source.url().toString())
                .setDestinationRequestConditions(conditions)
                .setSourceRequestConditions(new RequestConditions()
                        .setIfMatch(StorageCalls.quoted(source.file().etag())))
                .setMetadata(attributes.metadata());
        authorization(source).ifPresent(options::setSourceAuthorization);
        HttpHeaders extra = new HttpHeaders();
        source.file().md5().ifPresent(md5 -> extra.set(SOURCE_MD5, md5));
        Context context = new Context(AddHeadersFromContextPolicy.AZURE_REQUEST_HTTP_HEADERS_KEY, extra);
        return StorageCalls.copy(
                "copy " + path,
                () -> StorageCalls.bare(blob.copyFromUrlWithResponse(options, COPY, context)
                        .getHeaders()
                        .getValue(HttpHeaderName.ETAG)));
    }

    /** Stages a file's blocks; answers their ids in order, ready to be committed. */
    static List<String> blocks(CopySource source, BlobClient blob, String path) {
        long length = source.file().length();
        long size = Math.max(IN_ONE_CALL, (length + MOST_BLOCKS - 1) / MOST_BLOCKS);
        List<String> ids = new ArrayList<>();
        for (long offset = 0; offset < length; offset += size) {
            String id = Base64.getEncoder()
                    .encodeToString(String.format(
                                    "%s-%06d",
                                    Integer.toHexString(source.file().etag().hashCode()), ids.size())
                            .getBytes(StandardCharsets.UTF_8));
            BlockBlobStageBlockFromUrlOptions options = new BlockBlobStageBlockFromUrlOptions(
                            id, source.url().toString())
                    .setSourceRange(new BlobRange(offset, Math.min(size, length - offset)))
                    .setSourceRequestConditions(new BlobRequestConditions()
                            .setIfMatch(StorageCalls.quoted(source.file().etag())));
            authorization(source).ifPresent(options::setSourceAuthorization);
            StorageCalls.copy("copy a block of " + path, () -> blob.getBlockBlobClient()
                    .stageBlockFromUrlWithResponse(options, COPY, Context.NONE));
            ids.add(id);
        }
        return ids;
    }

    private static Optional<HttpAuthorization> authorization(CopySource source) {
        return source.authorization().map(value -> {
            int space = value.indexOf(' ');
            return new HttpAuthorization(value.substring(0, space), value.substring(space + 1));
        });
    }
}
