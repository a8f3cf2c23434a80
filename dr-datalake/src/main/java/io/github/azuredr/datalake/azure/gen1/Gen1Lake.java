package io.github.azuredr.datalake.azure.gen1;

import com.microsoft.azure.datalake.store.DirectoryEntry;
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
import io.github.azuredr.error.RecoveryException;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * A directory of a Data Lake Storage Gen1 account. The service has no versions and no conditions: an ETag here is a file's
 * length and time of change, it is read again right before each effect that names one, and nothing protects the moment in
 * between. Only what must not exist yet, and the manifest's head, are conditional.
 */
public final class Gen1Lake implements LakePort {
    private final Gen1Calls calls;
    private final Gen1Paths paths;
    private final LakeTraits traits;
    private final Gen1Walk walk;
    private final AttributesBeside beside;
    private final HeadVersions heads;
    private final Gen1Writes writes;
    private final Gen1Access access;

    private Gen1Lake(Gen1Account account, String root, Clock clock) {
        this.calls = new Gen1Calls(account);
        this.paths = new Gen1Paths(root);
        this.traits = new LakeTraits(account.name() + root, true, false, Gen1Calls.LARGEST_BODY, false);
        this.walk = new Gen1Walk(calls, paths, clock);
        this.beside = new AttributesBeside(calls, paths);
        this.heads = new HeadVersions(calls, paths);
        this.writes = new Gen1Writes(calls, paths, beside);
        this.access = new Gen1Access(calls);
    }

    /**
     * A tree in a Gen1 account.
     *
     * @param root its directory, such as {@code /orders}; a slash for the whole account
     * @param clock for the time of listings, which the official client does not show
     */
    public static Gen1Lake of(Gen1Account account, String root, Clock clock) {
        if (!root.equals("/") && !root.matches("(/[^/]+)+")) {
            throw new RecoveryException(
                    "The tree's root in Gen1 account " + account.name() + " is '" + root + "'.",
                    "begin it with a slash and end it without one, or give a slash for the whole account.");
        }
        return new Gen1Lake(account, root, clock);
    }

    @Override
    public LakeTraits traits() {
        return traits;
    }

    @Override
    public boolean exists() {
        return calls.status(paths.root()).isPresent();
    }

    @Override
    public boolean create() {
        if (exists()) {
            return false;
        }
        calls.makeDirectory(paths.root());
        return true;
    }

    @Override
    public ListingPage list(String directory, Optional<String> continuation) {
        return walk.page(directory, continuation);
    }

    @Override
    public Optional<LakeFile> look(String path) {
        if (Gen1Paths.isHead(path)) {
            return heads.newest(path).map(version -> head(path, version));
        }
        return calls.status(paths.at(path)).map(entry -> looked(path, entry));
    }

    private LakeFile looked(String path, DirectoryEntry entry) {
        FileAttributes attributes = Gen1Status.isDirectory(entry)
                ? FileAttributes.none()
                : beside.read(path, Gen1Status.fingerprint(entry));
        return Gen1Status.looked(path, entry, attributes);
    }

    private static LakeFile head(String path, DirectoryEntry version) {
        return LakeFile.flat(
                path,
                version.length,
                version.name,
                version.lastModifiedTime.toInstant(),
                Optional.empty(),
                FileAttributes.none());
    }

    @Override
    public FileContent open(String path, Optional<String> ifMatch, ByteRange range) {
        if (Gen1Paths.isHead(path)) {
            DirectoryEntry version = heads.newest(path).orElseThrow(() -> notFound(path));
            return new FileContent(head(path, version), new ByteArrayInputStream(heads.read(path, version)));
        }
        DirectoryEntry entry = calls.status(paths.at(path))
                .filter(found -> !Gen1Status.isDirectory(found))
                .orElseThrow(() -> notFound(path));
        String version = Gen1Status.fingerprint(entry);
        if (ifMatch.isPresent() && !ifMatch.get().equals(version)) {
            throw new LakeException(
                    LakeFailure.CONDITION_NOT_MET, "read " + path + ": another version is there.", null);
        }
        long from = Math.min(range.offset(), entry.length);
        long end = range.length() > entry.length - from ? entry.length : from + range.length();
        return new FileContent(
                looked(path, entry), new Gen1Stream(calls, paths.at(path), version, ifMatch.isPresent(), from, end));
    }

    @Override
    public String put(String path, Condition condition, byte[] content, FileAttributes attributes) {
        return Gen1Paths.isHead(path)
                ? heads.put(path, condition, content)
                : writes.put(path, condition, content, attributes);
    }

    @Override
    public void stage(String path, String blockId, byte[] content) {
        writes.stage(path, blockId, content);
    }

    @Override
    public String commit(String path, Condition condition, List<String> blockIds, FileAttributes attributes) {
        return writes.commit(path, condition, blockIds, attributes);
    }

    /** No right can be given that another service would understand. */
    @Override
    public CopySource copySource(LakeFile file) {
        throw new LakeException(
                LakeFailure.COPY_SOURCE_UNREACHABLE,
                "copy " + file.path() + ": no other service can read from a Gen1 account.",
                null);
    }

    @Override
    public String copy(CopySource source, String path, Condition condition, FileAttributes attributes) {
        throw new LakeException(
                LakeFailure.COPY_SOURCE_UNREACHABLE,
                "copy to " + path + ": a Gen1 account copies nothing itself.",
                null);
    }

    @Override
    public String rename(String from, String fromEtag, String to, Condition condition) {
        return writes.rename(from, fromEtag, to, condition);
    }

    @Override
    public void delete(String path, String ifMatch) {
        writes.delete(path, ifMatch);
    }

    @Override
    public void makeDirectory(String path) {
        calls.makeDirectory(paths.at(path));
    }

    @Override
    public boolean deleteEmptyDirectory(String path) {
        try {
            calls.delete(paths.at(path));
            return true;
        } catch (LakeException failed) {
            if (failed.kind() == LakeFailure.REFUSED
                    && !calls.list(paths.at(path), null).isEmpty()) {
                return false;
            }
            throw failed;
        }
    }

    @Override
    public Optional<AccessRules> access(String path) {
        return Optional.of(access.read(paths.at(path)));
    }

    @Override
    public String setAccess(String path, AccessRules rules) {
        DirectoryEntry present = calls.status(paths.at(path)).orElseThrow(() -> notFound(path));
        access.write(paths.at(path), present, rules);
        return Gen1Status.fingerprint(present);
    }

    private static LakeException notFound(String path) {
        return new LakeException(LakeFailure.NOT_FOUND, "read " + path + ": there is no such file.", null);
    }
}
