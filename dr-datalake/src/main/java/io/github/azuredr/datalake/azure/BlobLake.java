package io.github.azuredr.datalake.azure;

import com.azure.core.http.HttpAuthorization;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.RequestConditions;
import com.azure.core.http.policy.AddHeadersFromContextPolicy;
import com.azure.core.http.rest.PagedResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.models.BlobDownloadContentResponse;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.DeleteSnapshotsOptionType;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlobCopyFromUrlOptions;
import com.azure.storage.blob.options.BlobInputStreamOptions;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.options.BlockBlobStageBlockFromUrlOptions;
import com.azure.storage.blob.options.BlockBlobStageBlockOptions;
import com.azure.storage.blob.specialized.BlobInputStream;
import io.github.azuredr.datalake.store.AccessRules;
import io.github.azuredr.datalake.store.ByteRange;
import io.github.azuredr.datalake.store.Condition;
import io.github.azuredr.datalake.store.CopySource;
import io.github.azuredr.datalake.store.FileAttributes;
import io.github.azuredr.datalake.store.FileContent;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import io.github.azuredr.datalake.store.LakeFile;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.LakeTraits;
import io.github.azuredr.datalake.store.ListingPage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A blob container of a flat account as a file tree. A file becomes visible by Put Blob, Put Block List or Copy From URL,
 * each of which is one conditional step.
 *
 * <p>Built from the application's own client: its credential, transport and policies are taken over, its retries are not.
 */
public final class BlobLake implements LakePort {
    private static final int SINGLE_PUT = 4 * 1024 * 1024;
    private static final int PAGE = 5000;
    private static final long COPY_IN_ONE_CALL = 256L * 1024 * 1024;
    private static final Duration CALL = Duration.ofMinutes(2);
    private static final Duration COPY = Duration.ofMinutes(15);

    private final BlobContainerClient container;
    private final LakeTraits traits;
    private final CopyRights rights;
    private final Clock clock;

    private BlobLake(BlobContainerClient container, LakeTraits traits, CopyRights rights, Clock clock) {
        this.container = container;
        this.traits = traits;
        this.rights = rights;
        this.clock = clock;
    }

    /**
     * A container whose service may be asked to copy from other accounts, under the account key when the client holds it.
     *
     * @param clock for the expiry of signatures, and where an answer carries no time
     */
    public static BlobLake of(BlobContainerClient client, Clock clock) {
        return new BlobLake(once(client), traits(client, false, true), CopyRights.ofDefaults(client, clock), clock);
    }

    static BlobLake below(BlobContainerClient client, LakeTraits traits, CopyRights rights, Clock clock) {
        return new BlobLake(once(client), traits, rights, clock);
    }

    static LakeTraits traits(BlobContainerClient client, boolean hierarchical, boolean copies) {
        return new LakeTraits(
                client.getAccountName() + "/" + client.getBlobContainerName(), hierarchical, copies, SINGLE_PUT);
    }

    private static BlobContainerClient once(BlobContainerClient client) {
        return new BlobContainerClientBuilder()
                .endpoint(client.getBlobContainerUrl())
                .pipeline(StorageCalls.once(client.getHttpPipeline()))
                .serviceVersion(client.getServiceVersion())
                .buildClient();
    }

    /** The same container with other rights for copies from it. */
    public BlobLake withCopyRights(CopyRights other) {
        return new BlobLake(container, traits, other, clock);
    }

    /** The same container whose service is never asked to copy from elsewhere: bytes pass through this process. */
    public BlobLake withoutServerSideCopy() {
        return new BlobLake(
                container,
                new LakeTraits(traits.name(), traits.hierarchical(), false, traits.singlePutLimit()),
                rights,
                clock);
    }

    @Override
    public LakeTraits traits() {
        return traits;
    }

    @Override
    public ListingPage list(String directory, Optional<String> continuation) {
        ListBlobsOptions options = new ListBlobsOptions()
                .setMaxResultsPerPage(PAGE)
                .setDetails(new BlobListDetails().setRetrieveMetadata(true));
        if (!directory.isEmpty()) {
            options.setPrefix(directory + "/");
        }
        return StorageCalls.call("list " + traits.name(), () -> {
            PagedResponse<BlobItem> page = container
                    .listBlobs(options, continuation.orElse(null), CALL)
                    .iterableByPage()
                    .iterator()
                    .next();
            List<LakeFile> files = new ArrayList<>(page.getValue().size());
            page.getValue().forEach(item -> files.add(BlobFiles.of(item)));
            return new ListingPage(files, token(page.getContinuationToken()), serviceTime(page.getHeaders(), clock));
        });
    }

    static Optional<String> token(@Nullable String token) {
        return token == null || token.isEmpty() ? Optional.empty() : Optional.of(token);
    }

    static Instant serviceTime(HttpHeaders headers, Clock clock) {
        String date = headers.getValue(HttpHeaderName.DATE);
        if (date == null) {
            return clock.instant();
        }
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
        } catch (DateTimeParseException unreadable) {
            return clock.instant();
        }
    }

    @Override
    public Optional<LakeFile> look(String path) {
        try {
            return StorageCalls.call(
                    "look at " + path,
                    () -> Optional.of(BlobFiles.of(
                            path,
                            blob(path)
                                    .getPropertiesWithResponse(null, CALL, Context.NONE)
                                    .getValue())));
        } catch (LakeException failed) {
            if (failed.kind() == LakeFailure.NOT_FOUND) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    @Override
    public FileContent open(String path, Optional<String> ifMatch, ByteRange range) {
        BlobRequestConditions conditions = new BlobRequestConditions();
        ifMatch.map(StorageCalls::quoted).ifPresent(conditions::setIfMatch);
        if (range.offset() == 0 && range.length() <= SINGLE_PUT) {
            // One plain request without a range: also the one way to read an empty blob in one.
            return StorageCalls.call("read " + path, () -> {
                BlobDownloadContentResponse answer =
                        blob(path).downloadContentWithResponse(null, conditions, CALL, Context.NONE);
                return new FileContent(
                        BlobFiles.of(path, answer.getDeserializedHeaders()),
                        new ByteArrayInputStream(answer.getValue().toBytes()));
            });
        }
        BlobInputStreamOptions options =
                new BlobInputStreamOptions().setBlockSize(SINGLE_PUT).setRequestConditions(conditions);
        if (!range.whole()) {
            options.setRange(new BlobRange(range.offset(), range.length()));
        }
        return StorageCalls.call("read " + path, () -> {
            BlobInputStream stream = blob(path).openInputStream(options);
            return new FileContent(BlobFiles.of(path, stream.getProperties()), new AnsweredStream(path, stream));
        });
    }

    @Override
    public String put(String path, Condition condition, byte[] content, FileAttributes attributes) {
        BlockBlobSimpleUploadOptions options = new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(content))
                .setRequestConditions(conditions(condition))
                .setHeaders(BlobFiles.headers(attributes.withMd5(Optional.empty())))
                .setMetadata(attributes.metadata());
        attributes.md5().map(Base64.getDecoder()::decode).ifPresent(options::setContentMd5);
        return StorageCalls.call(
                "write " + path,
                () -> StorageCalls.bare(blob(path)
                        .getBlockBlobClient()
                        .uploadWithResponse(options, CALL, Context.NONE)
                        .getValue()
                        .getETag()));
    }

    @Override
    public void stage(String path, String blockId, byte[] content) {
        StorageCalls.call("stage a block of " + path, () -> blob(path)
                .getBlockBlobClient()
                .stageBlockWithResponse(
                        new BlockBlobStageBlockOptions(blockId, BinaryData.fromBytes(content)), CALL, Context.NONE));
    }

    @Override
    public String commit(String path, Condition condition, List<String> blockIds, FileAttributes attributes) {
        BlockBlobCommitBlockListOptions options = new BlockBlobCommitBlockListOptions(blockIds)
                .setRequestConditions(conditions(condition))
                .setHeaders(BlobFiles.headers(attributes))
                .setMetadata(attributes.metadata());
        return StorageCalls.call(
                "commit " + path,
                () -> StorageCalls.bare(blob(path)
                        .getBlockBlobClient()
                        .commitBlockListWithResponse(options, CALL, Context.NONE)
                        .getValue()
                        .getETag()));
    }

    @Override
    public CopySource copySource(LakeFile file) {
        return rights.grant(blob(file.path()), file);
    }

    @Override
    public String copy(CopySource source, String path, Condition condition, FileAttributes attributes) {
        return source.file().length() <= COPY_IN_ONE_CALL
                ? copyWhole(source, path, condition, attributes)
                : copyBlocks(source, path, condition, attributes);
    }

    private String copyWhole(CopySource source, String path, Condition condition, FileAttributes attributes) {
        BlobCopyFromUrlOptions options = new BlobCopyFromUrlOptions(source.url().toString())
                .setDestinationRequestConditions(conditions(condition))
                .setSourceRequestConditions(new RequestConditions()
                        .setIfMatch(StorageCalls.quoted(source.file().etag())))
                .setMetadata(attributes.metadata());
        authorization(source).ifPresent(options::setSourceAuthorization);
        HttpHeaders extra = new HttpHeaders();
        source.file().md5().ifPresent(md5 -> extra.set(HttpHeaderName.fromString("x-ms-source-content-md5"), md5));
        Context context = new Context(AddHeadersFromContextPolicy.AZURE_REQUEST_HTTP_HEADERS_KEY, extra);
        return StorageCalls.copy(
                "copy " + path,
                () -> StorageCalls.bare(blob(path)
                        .copyFromUrlWithResponse(options, COPY, context)
                        .getHeaders()
                        .getValue(HttpHeaderName.ETAG)));
    }

    private String copyBlocks(CopySource source, String path, Condition condition, FileAttributes attributes) {
        long length = source.file().length();
        long size = Math.max(COPY_IN_ONE_CALL, (length + 49_999) / 50_000);
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
            StorageCalls.copy(
                    "copy a block of " + path,
                    () -> blob(path).getBlockBlobClient().stageBlockFromUrlWithResponse(options, COPY, Context.NONE));
            ids.add(id);
        }
        return commit(path, condition, ids, attributes.withMd5(source.file().md5()));
    }

    private static Optional<HttpAuthorization> authorization(CopySource source) {
        return source.authorization().map(value -> {
            int space = value.indexOf(' ');
            return new HttpAuthorization(value.substring(0, space), value.substring(space + 1));
        });
    }

    @Override
    public String rename(String from, String fromEtag, String to, Condition condition) {
        throw notHierarchical("rename " + from);
    }

    @Override
    public void delete(String path, String ifMatch) {
        StorageCalls.call("delete " + path, () -> blob(path)
                .deleteWithResponse(
                        DeleteSnapshotsOptionType.INCLUDE,
                        new BlobRequestConditions().setIfMatch(StorageCalls.quoted(ifMatch)),
                        CALL,
                        Context.NONE));
    }

    @Override
    public void makeDirectory(String path) {
        throw notHierarchical("make the directory " + path);
    }

    @Override
    public boolean deleteEmptyDirectory(String path) {
        throw notHierarchical("delete the directory " + path);
    }

    @Override
    public Optional<AccessRules> access(String path) {
        return Optional.empty();
    }

    @Override
    public String setAccess(String path, AccessRules rules) {
        throw notHierarchical("set the access of " + path);
    }

    private LakeException notHierarchical(String what) {
        return new LakeException(LakeFailure.REFUSED, what + ": " + traits.name() + " is a flat account.", null);
    }

    private BlobClient blob(String path) {
        return container.getBlobClient(path);
    }

    private static BlobRequestConditions conditions(Condition condition) {
        BlobRequestConditions conditions = new BlobRequestConditions();
        condition
                .etag()
                .ifPresentOrElse(
                        etag -> conditions.setIfMatch(StorageCalls.quoted(etag)), () -> conditions.setIfNoneMatch("*"));
        return conditions;
    }
}
