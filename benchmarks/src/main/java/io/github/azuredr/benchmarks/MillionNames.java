package io.github.azuredr.benchmarks;

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
import io.github.azuredr.datalake.store.Reserved;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A flat tree of generated names that takes no heap itself; what recovery keeps in it lies on disk. */
final class MillionNames implements LakePort {
    private static final int PAGE = 5000;
    private static final byte[] CONTENT = {7};
    private static final Instant WRITTEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final FileAttributes ATTRIBUTES =
            new FileAttributes(Map.of(), Map.of("content-type", "application/octet-stream"), Optional.empty());

    private final String side;
    private final int names;
    private final ObjectsOnDisk own;
    private boolean filled;

    /**
     * Describes a side.
     *
     * @param filled whether the names are there already
     */
    MillionNames(String side, int names, boolean filled, Path folder) {
        this.side = side;
        this.names = names;
        this.filled = filled;
        this.own = new ObjectsOnDisk(folder);
    }

    /** From now on the names are there. */
    void fill() {
        filled = true;
    }

    @Override
    public LakeTraits traits() {
        return new LakeTraits(side, false, false, 4 * 1024 * 1024);
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public boolean create() {
        return false;
    }

    @Override
    public ListingPage list(String directory, Optional<String> continuation) {
        if (Reserved.holds(directory)) {
            return new ListingPage(own.below(directory + "/"), Optional.empty(), WRITTEN);
        }
        int from = continuation.map(Integer::parseInt).orElse(0);
        int to = filled ? Math.min(names, from + PAGE) : 0;
        List<LakeFile> page = new ArrayList<>(PAGE);
        for (int i = from; i < to; i++) {
            page.add(file(path(i)));
        }
        return new ListingPage(page, to < names && filled ? Optional.of("" + to) : Optional.empty(), WRITTEN);
    }

    private static String path(int number) {
        return "events/year=2026/day=" + (1000 + number / 3000) + "/part-" + (10_000_000 + number) + ".parquet";
    }

    private LakeFile file(String path) {
        return LakeFile.flat(path, CONTENT.length, etag(path), WRITTEN, Optional.empty(), ATTRIBUTES);
    }

    private String etag(String path) {
        return side + Integer.toHexString(path.hashCode());
    }

    @Override
    public Optional<LakeFile> look(String path) {
        return Reserved.holds(path) ? own.find(path) : Optional.of(file(path));
    }

    @Override
    public FileContent open(String path, Optional<String> ifMatch, ByteRange range) {
        return Reserved.holds(path) ? own.open(path) : new FileContent(file(path), new ByteArrayInputStream(CONTENT));
    }

    @Override
    public String put(String path, Condition condition, byte[] content, FileAttributes attributes) {
        return Reserved.holds(path) ? own.put(path, content) : etag(path);
    }

    @Override
    public void stage(String path, String blockId, byte[] content) {
        own.stage(blockId, content);
    }

    @Override
    public String commit(String path, Condition condition, List<String> blockIds, FileAttributes attributes) {
        return own.commit(path, blockIds);
    }

    @Override
    public void delete(String path, String ifMatch) {
        own.delete(path);
    }

    @Override
    public CopySource copySource(LakeFile file) {
        throw refused("copy from it");
    }

    @Override
    public String copy(CopySource source, String path, Condition condition, FileAttributes attributes) {
        throw refused("copy to it");
    }

    @Override
    public String rename(String from, String fromEtag, String to, Condition condition) {
        throw refused("rename in it");
    }

    @Override
    public void makeDirectory(String path) {
        throw refused("make a directory in it");
    }

    @Override
    public boolean deleteEmptyDirectory(String path) {
        throw refused("delete a directory of it");
    }

    @Override
    public Optional<AccessRules> access(String path) {
        return Optional.empty();
    }

    @Override
    public String setAccess(String path, AccessRules rules) {
        throw refused("set an access of it");
    }

    private LakeException refused(String what) {
        return new LakeException(LakeFailure.REFUSED, side + " is a generated flat tree; nobody may " + what, null);
    }
}
