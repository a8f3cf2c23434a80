package io.github.azuredr.datalake.azure;

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
import com.azure.storage.blob.options.BlobInputStreamOptions;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
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
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A blob container of a flat account as a file tree. A file becomes visible by Put Blob, Put Block List or Copy From URL,
 * each of which is one conditional step.
 *
 * <p>Built from the application's own client: its credential, transport and policies are taken over, its retries are not.
 */
public final class BlobLake implements LakePort {
    private static final int SINGLE_PUT = 4 * 1024 * 1024;
    private static final int PAGE = 5000;
    private static final Duration CALL = Duration.ofMinutes(2);

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
    public boolean exists() {
        return StorageCalls.call(
                "look for " + traits.name(),
                () -> container.existsWithResponse(CALL, Context.NONE).getValue());
    }

    @Override
    public boolean create() {
        try {
            StorageCalls.call(
                    "create " + traits.name(), () -> container.createWithResponse(null, null, CALL, Context.NONE));
            return true;
        } catch (LakeException failed) {
            if (failed.kind() == LakeFailure.CONDITION_NOT_MET) {
                return false;
            }
            throw failed;
        }
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
            return new ListingPage(
                    files,
                    StorageCalls.token(page.getContinuationToken()),
                    StorageCalls.serviceTime(page.getHeaders(), clock));
        });
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
        return BlobCopies.whole(source)
                ? BlobCopies.inOneCall(source, blob(path), path, conditions(condition), attributes)
                : commit(
                        path,
                        condition,
                        BlobCopies.blocks(source, blob(path), path),
                        attributes.withMd5(source.file().md5()));
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
