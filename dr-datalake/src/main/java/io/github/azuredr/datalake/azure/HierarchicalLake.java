package io.github.azuredr.datalake.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.rest.PagedResponse;
import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.file.datalake.DataLakeFileClient;
import com.azure.storage.file.datalake.DataLakeFileSystemClient;
import com.azure.storage.file.datalake.DataLakeFileSystemClientBuilder;
import com.azure.storage.file.datalake.models.DataLakeRequestConditions;
import com.azure.storage.file.datalake.models.ListPathsOptions;
import com.azure.storage.file.datalake.models.PathAccessControl;
import com.azure.storage.file.datalake.models.PathAccessControlEntry;
import com.azure.storage.file.datalake.models.PathItem;
import com.azure.storage.file.datalake.models.PathProperties;
import com.azure.storage.file.datalake.options.DataLakePathCreateOptions;
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
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A file system of an account with a hierarchical namespace. Bytes are written through the blob endpoint under fresh
 * temporary names and become visible by a conditional rename through the DFS endpoint, so that the two interfaces never
 * write one file in turns.
 *
 * <p>The ETag of a file survives its rename; where the service's answer names one, that is taken.
 */
public final class HierarchicalLake implements LakePort {
    private static final Duration CALL = Duration.ofMinutes(2);
    private static final int PAGE = 5000;

    private final DataLakeFileSystemClient files;
    private final BlobLake blobs;
    private final LakeTraits traits;
    private final Clock clock;

    private HierarchicalLake(DataLakeFileSystemClient files, BlobLake blobs, LakeTraits traits, Clock clock) {
        this.files = files;
        this.blobs = blobs;
        this.traits = traits;
        this.clock = clock;
    }

    /**
     * A file system through both of its endpoints.
     *
     * @param files the client of the DFS endpoint
     * @param container the client of the same container on the blob endpoint
     * @param clock for the expiry of signatures, and where an answer carries no time
     */
    public static HierarchicalLake of(DataLakeFileSystemClient files, BlobContainerClient container, Clock clock) {
        return of(files, container, CopyRights.ofDefaults(container, clock), clock);
    }

    /** As {@link #of(DataLakeFileSystemClient, BlobContainerClient, Clock)}, with other rights for copies from it. */
    public static HierarchicalLake of(
            DataLakeFileSystemClient files, BlobContainerClient container, CopyRights rights, Clock clock) {
        DataLakeFileSystemClient once = new DataLakeFileSystemClientBuilder()
                .endpoint(files.getFileSystemUrl())
                .pipeline(StorageCalls.once(files.getHttpPipeline()))
                .buildClient();
        LakeTraits traits = BlobLake.traits(container, true, true);
        return new HierarchicalLake(once, BlobLake.below(container, traits, rights, clock), traits, clock);
    }

    @Override
    public LakeTraits traits() {
        return traits;
    }

    @Override
    public boolean exists() {
        return blobs.exists();
    }

    @Override
    public boolean create() {
        return blobs.create();
    }

    @Override
    public ListingPage list(String directory, Optional<String> continuation) {
        ListPathsOptions options = new ListPathsOptions().setRecursive(true).setMaxResults(PAGE);
        if (!directory.isEmpty()) {
            options.setPath(directory);
        }
        return StorageCalls.call("list " + traits.name(), () -> {
            var pages = files.listPaths(options, CALL);
            PagedResponse<PathItem> page = continuation
                    .map(pages::iterableByPage)
                    .orElseGet(pages::iterableByPage)
                    .iterator()
                    .next();
            List<LakeFile> found = new ArrayList<>(page.getValue().size());
            page.getValue().forEach(item -> found.add(file(item)));
            return new ListingPage(
                    found,
                    StorageCalls.token(page.getContinuationToken()),
                    StorageCalls.serviceTime(page.getHeaders(), clock));
        });
    }

    private static LakeFile file(PathItem item) {
        return new LakeFile(
                item.getName(),
                item.isDirectory() ? 0 : item.getContentLength(),
                StorageCalls.bare(item.getETag()),
                BlobFiles.instant(item.getLastModified()),
                item.isDirectory(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(item.getOwner() + ":" + item.getGroup() + ":" + item.getPermissions()));
    }

    @Override
    public Optional<LakeFile> look(String path) {
        try {
            return StorageCalls.call("look at " + path, () -> {
                PathProperties p = files.getFileClient(path)
                        .getPropertiesWithResponse(null, CALL, Context.NONE)
                        .getValue();
                Map<String, String> headers = new TreeMap<>();
                Optional.ofNullable(p.getContentType()).ifPresent(value -> headers.put("content-type", value));
                Optional.ofNullable(p.getContentEncoding()).ifPresent(value -> headers.put("content-encoding", value));
                Optional.ofNullable(p.getContentLanguage()).ifPresent(value -> headers.put("content-language", value));
                Optional.ofNullable(p.getContentDisposition())
                        .ifPresent(value -> headers.put("content-disposition", value));
                Optional.ofNullable(p.getCacheControl()).ifPresent(value -> headers.put("cache-control", value));
                boolean directory = Boolean.TRUE.equals(p.isDirectory());
                Map<String, String> metadata = p.getMetadata();
                return Optional.of(new LakeFile(
                        path,
                        directory ? 0 : p.getFileSize(),
                        StorageCalls.bare(p.getETag()),
                        BlobFiles.instant(p.getLastModified()),
                        directory,
                        BlobFiles.md5(p.getContentMd5()),
                        Optional.of(
                                new FileAttributes(metadata == null ? Map.of() : metadata, headers, Optional.empty())),
                        Optional.of(p.getOwner() + ":" + p.getGroup() + ":" + p.getPermissions())));
            });
        } catch (LakeException failed) {
            if (failed.kind() == LakeFailure.NOT_FOUND) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    @Override
    public FileContent open(String path, Optional<String> ifMatch, ByteRange range) {
        return blobs.open(path, ifMatch, range);
    }

    @Override
    public String put(String path, Condition condition, byte[] content, FileAttributes attributes) {
        return blobs.put(path, condition, content, attributes);
    }

    @Override
    public void stage(String path, String blockId, byte[] content) {
        blobs.stage(path, blockId, content);
    }

    @Override
    public String commit(String path, Condition condition, List<String> blockIds, FileAttributes attributes) {
        return blobs.commit(path, condition, blockIds, attributes);
    }

    @Override
    public CopySource copySource(LakeFile file) {
        return blobs.copySource(file);
    }

    @Override
    public String copy(CopySource source, String path, Condition condition, FileAttributes attributes) {
        return blobs.copy(source, path, condition, attributes);
    }

    @Override
    public String rename(String from, String fromEtag, String to, Condition condition) {
        DataLakeRequestConditions source = new DataLakeRequestConditions().setIfMatch(StorageCalls.quoted(fromEtag));
        DataLakeRequestConditions target = new DataLakeRequestConditions();
        condition
                .etag()
                .ifPresentOrElse(
                        etag -> target.setIfMatch(StorageCalls.quoted(etag)), () -> target.setIfNoneMatch("*"));
        return StorageCalls.call("rename to " + to, () -> {
            Response<DataLakeFileClient> answer =
                    files.getFileClient(from).renameWithResponse(null, to, source, target, CALL, Context.NONE);
            String named = StorageCalls.bare(answer.getHeaders().getValue(HttpHeaderName.ETAG));
            return named.isEmpty() ? fromEtag : named;
        });
    }

    @Override
    public void delete(String path, String ifMatch) {
        StorageCalls.call("delete " + path, () -> files.getFileClient(path)
                .deleteWithResponse(
                        new DataLakeRequestConditions().setIfMatch(StorageCalls.quoted(ifMatch)), CALL, Context.NONE));
    }

    @Override
    public void makeDirectory(String path) {
        StorageCalls.call("make the directory " + path, () -> files.getDirectoryClient(path)
                .createIfNotExistsWithResponse(new DataLakePathCreateOptions(), CALL, Context.NONE));
    }

    @Override
    public boolean deleteEmptyDirectory(String path) {
        try {
            StorageCalls.call("delete the directory " + path, () -> files.getDirectoryClient(path)
                    .deleteWithResponse(false, null, CALL, Context.NONE));
            return true;
        } catch (LakeException failed) {
            if (failed.kind() == LakeFailure.NOT_FOUND) {
                return true;
            }
            // 409 DirectoryNotEmpty.
            if (failed.kind() == LakeFailure.REFUSED) {
                return false;
            }
            throw failed;
        }
    }

    @Override
    public Optional<AccessRules> access(String path) {
        return StorageCalls.call("read the access of " + path, () -> {
            PathAccessControl rules = files.getFileClient(path)
                    .getAccessControlWithResponse(false, null, CALL, Context.NONE)
                    .getValue();
            return Optional.of(new AccessRules(
                    rules.getOwner(),
                    rules.getGroup(),
                    PathAccessControlEntry.serializeList(rules.getAccessControlList())));
        });
    }

    @Override
    public String setAccess(String path, AccessRules rules) {
        return StorageCalls.call(
                "set the access of " + path,
                () -> StorageCalls.bare(files.getFileClient(path)
                        .setAccessControlListWithResponse(
                                PathAccessControlEntry.parseList(rules.acl()),
                                rules.group(),
                                rules.owner(),
                                null,
                                CALL,
                                Context.NONE)
                        .getValue()
                        .getETag()));
    }
}
