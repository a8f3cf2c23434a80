package io.github.azuredr.datalake.store;

import io.github.azuredr.datalake.listing.PathOrder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A file tree in memory that is as strict about conditions and as odd about order as the services are. */
public final class MemoryLake implements LakePort {
    private static final Comparator<String> WHOLE_NAME = (left, right) ->
            Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    private static final AtomicLong ETAGS = new AtomicLong();

    private final LakeTraits traits;
    private final int pageSize;
    private final boolean statesHashes;
    private final Map<String, MemoryLake> others = new HashMap<>();
    private final Map<String, byte[]> blocks = new HashMap<>();
    private final TreeMap<String, Stored> files;
    private final List<String> calls = new ArrayList<>();
    private Interceptor interceptor = (when, call) -> {};
    private boolean present = true;
    private java.time.@Nullable Clock clock;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private record Stored(
            LakeFile file, byte[] content, @Nullable AccessRules access) {}

    /** Sees every call before and after its effect; what it throws is what the caller gets. */
    public interface Interceptor {
        void at(When when, String call);
    }

    /** Before or after the effect. */
    public enum When {
        BEFORE,
        AFTER
    }

    private MemoryLake(LakeTraits traits, int pageSize, boolean statesHashes) {
        this.traits = traits;
        this.pageSize = pageSize;
        this.statesHashes = statesHashes;
        this.files = new TreeMap<>(traits.hierarchical() ? PathOrder.INSTANCE : WHOLE_NAME);
    }

    public static MemoryLake flat(String name, boolean copiesFromOthers) {
        return new MemoryLake(new LakeTraits(name, false, copiesFromOthers, 64 * 1024), 7, true);
    }

    public static MemoryLake flatWithBlocks(String name, int blockSize) {
        return new MemoryLake(new LakeTraits(name, false, false, blockSize), 1000, true);
    }

    public static MemoryLake hierarchical(String name, boolean copiesFromOthers) {
        return new MemoryLake(new LakeTraits(name, true, copiesFromOthers, 64 * 1024), 7, false);
    }

    public MemoryLake knowing(MemoryLake other) {
        others.put(other.traits.name(), other);
        return this;
    }

    public void intercept(Interceptor with) {
        interceptor = with;
    }

    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    public synchronized long calls(String verb) {
        return calls.stream().filter(call -> call.startsWith(verb + " ")).count();
    }

    public synchronized void forgetCalls() {
        calls.clear();
    }

    /** The container is not there yet. */
    public synchronized MemoryLake absent() {
        present = false;
        return this;
    }

    /** Stamps with whole seconds of this clock, as the service does. */
    public synchronized MemoryLake following(java.time.Clock time) {
        clock = time;
        return this;
    }

    public synchronized void timePasses(java.time.Duration duration) {
        now = now.plus(duration);
    }

    /** An application's own write, over whatever is there. */
    public synchronized void write(String path, String content) {
        write(path, content.getBytes(StandardCharsets.UTF_8));
    }

    public synchronized void write(String path, byte[] content) {
        store(path, content, FileAttributes.metadata(Map.of("by", "application")));
    }

    public synchronized void remove(String path) {
        files.remove(path);
    }

    /** Users' files and their content. */
    public synchronized Map<String, String> content() {
        Map<String, String> all = new TreeMap<>();
        files.forEach((path, stored) -> {
            if (!Reserved.holds(path) && !stored.file().directory()) {
                all.put(path, new String(stored.content(), StandardCharsets.UTF_8));
            }
        });
        return all;
    }

    /** All files, ours included, and their content. */
    public synchronized Map<String, String> everything() {
        Map<String, String> all = new TreeMap<>();
        files.forEach((path, stored) -> {
            if (!stored.file().directory()) {
                all.put(path, new String(stored.content(), StandardCharsets.UTF_8));
            }
        });
        return all;
    }

    /** All files, ours included, byte for byte. */
    public synchronized Map<String, byte[]> bytes() {
        Map<String, byte[]> all = new TreeMap<>();
        files.forEach((path, stored) -> {
            if (!stored.file().directory()) {
                all.put(path, stored.content());
            }
        });
        return all;
    }

    public synchronized Map<String, String> contentBelow(String directory) {
        Map<String, String> all = new TreeMap<>();
        files.forEach((path, stored) -> {
            if (path.startsWith(directory + "/") && !stored.file().directory()) {
                all.put(path, new String(stored.content(), StandardCharsets.UTF_8));
            }
        });
        return all;
    }

    public synchronized List<String> directories() {
        return files.values().stream()
                .map(Stored::file)
                .filter(file -> file.directory() && !Reserved.holds(file.path()))
                .map(LakeFile::path)
                .toList();
    }

    public synchronized void damage(String path) {
        Stored stored = existing(path);
        byte[] other = stored.content().clone();
        other[0] ^= 1;
        files.put(path, new Stored(stored.file(), other, stored.access()));
    }

    @Override
    public LakeTraits traits() {
        return traits;
    }

    @Override
    public boolean exists() {
        return called("exists", () -> present);
    }

    @Override
    public boolean create() {
        return called("create", () -> {
            boolean created = !present;
            present = true;
            return created;
        });
    }

    @Override
    public ListingPage list(String directory, Optional<String> continuation) {
        return called("list " + directory, () -> {
            if (traits.hierarchical() && !directory.isEmpty() && !files.containsKey(directory)) {
                throw failure(LakeFailure.NOT_FOUND, directory);
            }
            List<LakeFile> page = new ArrayList<>();
            String token = null;
            for (Stored stored : continuation
                    .map(after -> files.tailMap(after, true))
                    .orElse(files)
                    .values()) {
                if (directory.isEmpty() || stored.file().path().startsWith(directory + "/")) {
                    if (page.size() == pageSize) {
                        token = stored.file().path();
                        break;
                    }
                    page.add(listed(stored.file()));
                }
            }
            return new ListingPage(page, Optional.ofNullable(token), time());
        });
    }

    /** A hierarchical listing carries neither metadata nor hashes. */
    private LakeFile listed(LakeFile file) {
        return traits.hierarchical()
                ? new LakeFile(
                        file.path(),
                        file.length(),
                        file.etag(),
                        file.lastModified(),
                        file.directory(),
                        Optional.empty(),
                        Optional.empty(),
                        file.ownership())
                : file;
    }

    @Override
    public Optional<LakeFile> look(String path) {
        return called("look " + path, () -> Optional.ofNullable(files.get(path)).map(Stored::file));
    }

    @Override
    public FileContent open(String path, Optional<String> ifMatch, ByteRange range) {
        return called("open " + path, () -> {
            Stored stored = files.get(path);
            if (stored == null || stored.file().directory()) {
                throw failure(LakeFailure.NOT_FOUND, path);
            }
            if (ifMatch.isPresent() && !ifMatch.get().equals(stored.file().etag())) {
                throw failure(LakeFailure.CONDITION_NOT_MET, path);
            }
            return new FileContent(stored.file(), new ByteArrayInputStream(stored.content()));
        });
    }

    @Override
    public String put(String path, Condition condition, byte[] content, FileAttributes attributes) {
        return called("put " + path, () -> {
            if (content.length > traits.singlePutLimit() && !Reserved.holds(path)) {
                throw failure(LakeFailure.REFUSED, path);
            }
            check(path, condition);
            return store(path, content, attributes).etag();
        });
    }

    @Override
    public void stage(String path, String blockId, byte[] content) {
        called("stage " + path, () -> {
            blocks.put(path + "\n" + blockId, content);
            return true;
        });
    }

    @Override
    public String commit(String path, Condition condition, List<String> blockIds, FileAttributes attributes) {
        return called("commit " + path, () -> {
            check(path, condition);
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            for (String id : blockIds) {
                byte[] block = blocks.get(path + "\n" + id);
                if (block == null) {
                    throw failure(LakeFailure.REFUSED, path);
                }
                whole.writeBytes(block);
            }
            blocks.keySet().removeIf(key -> key.startsWith(path + "\n"));
            return store(path, whole.toByteArray(), attributes).etag();
        });
    }

    @Override
    public CopySource copySource(LakeFile file) {
        return new CopySource(URI.create("memory://lake/" + traits.name() + "?sig=secret"), Optional.empty(), file);
    }

    @Override
    public String copy(CopySource source, String path, Condition condition, FileAttributes attributes) {
        return called("copy " + path, () -> {
            String host = source.url().getPath().substring(1);
            MemoryLake from = host.equals(traits.name()) ? this : others.get(host);
            if (from == null) {
                throw failure(LakeFailure.COPY_SOURCE_UNREACHABLE, path);
            }
            Stored stored = from.files.get(source.file().path());
            if (stored == null || !stored.file().etag().equals(source.file().etag())) {
                throw failure(LakeFailure.SOURCE_CHANGED, path);
            }
            check(path, condition);
            return store(path, stored.content(), attributes).etag();
        });
    }

    @Override
    public String rename(String from, String fromEtag, String to, Condition condition) {
        return called("rename " + to, () -> {
            if (!traits.hierarchical()) {
                throw failure(LakeFailure.REFUSED, to);
            }
            Stored stored = files.get(from);
            if (stored == null) {
                throw failure(LakeFailure.NOT_FOUND, from);
            }
            if (!stored.file().etag().equals(fromEtag)) {
                throw failure(LakeFailure.CONDITION_NOT_MET, from);
            }
            int slash = to.lastIndexOf('/');
            if (slash > 0 && !files.containsKey(to.substring(0, slash))) {
                throw failure(LakeFailure.NOT_FOUND, to);
            }
            check(to, condition);
            files.remove(from);
            LakeFile old = stored.file();
            LakeFile moved = new LakeFile(
                    to,
                    old.length(),
                    old.etag(),
                    old.lastModified(),
                    false,
                    old.md5(),
                    old.attributes(),
                    old.ownership());
            files.put(to, new Stored(moved, stored.content(), stored.access()));
            return old.etag();
        });
    }

    @Override
    public void delete(String path, String ifMatch) {
        called("delete " + path, () -> {
            Stored stored = files.get(path);
            if (stored == null) {
                throw failure(LakeFailure.NOT_FOUND, path);
            }
            if (!stored.file().etag().equals(ifMatch)) {
                throw failure(LakeFailure.CONDITION_NOT_MET, path);
            }
            files.remove(path);
            return true;
        });
    }

    @Override
    public void makeDirectory(String path) {
        called("makeDirectory " + path, () -> {
            parents(path + "/x");
            return true;
        });
    }

    @Override
    public boolean deleteEmptyDirectory(String path) {
        return called("deleteEmptyDirectory " + path, () -> {
            if (files.keySet().stream().anyMatch(name -> name.startsWith(path + "/"))) {
                return false;
            }
            files.remove(path);
            return true;
        });
    }

    @Override
    public Optional<AccessRules> access(String path) {
        return called(
                "access " + path, () -> Optional.ofNullable(files.get(path)).map(Stored::access));
    }

    @Override
    public String setAccess(String path, AccessRules rules) {
        return called("setAccess " + path, () -> {
            Stored stored = existing(path);
            LakeFile old = stored.file();
            LakeFile changed = new LakeFile(
                    path,
                    old.length(),
                    "e" + ETAGS.incrementAndGet(),
                    old.lastModified(),
                    old.directory(),
                    old.md5(),
                    old.attributes(),
                    Optional.of(line(rules)));
            files.put(path, new Stored(changed, stored.content(), rules));
            return changed.etag();
        });
    }

    public synchronized Optional<AccessRules> accessOf(String path) {
        return Optional.ofNullable(files.get(path)).map(Stored::access);
    }

    private static String line(AccessRules rules) {
        return rules.owner() + ":" + rules.group() + ":" + (rules.acl().contains("user:") ? "rw-r-----+" : "rw-r-----");
    }

    private Stored existing(String path) {
        Stored stored = files.get(path);
        if (stored == null) {
            throw failure(LakeFailure.NOT_FOUND, path);
        }
        return stored;
    }

    private void check(String path, Condition condition) {
        Stored stored = files.get(path);
        boolean met = condition.etag().isEmpty()
                ? stored == null
                : stored != null && stored.file().etag().equals(condition.etag().get());
        if (!met) {
            throw failure(LakeFailure.CONDITION_NOT_MET, path);
        }
    }

    private LakeFile store(String path, byte[] content, FileAttributes attributes) {
        now = clock == null ? now.plusSeconds(1) : time();
        AccessRules rules = traits.hierarchical() ? new AccessRules("$superuser", "$superuser", "user::rw-") : null;
        LakeFile file = new LakeFile(
                path,
                content.length,
                "e" + ETAGS.incrementAndGet(),
                now,
                false,
                statesHashes ? Optional.of(md5(content)) : Optional.empty(),
                Optional.of(attributes),
                rules == null ? Optional.empty() : Optional.of(line(rules)));
        files.put(path, new Stored(file, content, rules));
        parents(path);
        return file;
    }

    private void parents(String path) {
        if (!traits.hierarchical()) {
            return;
        }
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            String directory = path.substring(0, slash);
            AccessRules rules = new AccessRules("$superuser", "$superuser", "user::rwx");
            files.computeIfAbsent(
                    directory,
                    name -> new Stored(
                            new LakeFile(
                                    name,
                                    0,
                                    "e" + ETAGS.incrementAndGet(),
                                    now,
                                    true,
                                    Optional.empty(),
                                    Optional.of(FileAttributes.none()),
                                    Optional.of(line(rules))),
                            new byte[0],
                            rules));
        }
    }

    private Instant time() {
        return clock == null ? now : clock.instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    }

    private <T> T called(String call, java.util.function.Supplier<T> effect) {
        interceptor.at(When.BEFORE, call);
        T answer;
        synchronized (this) {
            calls.add(call);
            if (!present && !call.equals("exists") && !call.equals("create")) {
                throw failure(LakeFailure.NOT_FOUND, traits.name());
            }
            answer = effect.get();
        }
        interceptor.at(When.AFTER, call);
        return answer;
    }

    private static LakeException failure(LakeFailure kind, String path) {
        return new LakeException(kind, "memory: " + kind + " for " + path + ".", null);
    }

    private static String md5(byte[] content) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
