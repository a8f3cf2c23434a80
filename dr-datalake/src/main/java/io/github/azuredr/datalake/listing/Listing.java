package io.github.azuredr.datalake.listing;

import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import io.github.azuredr.datalake.store.LakeFile;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.ListingPage;
import io.github.azuredr.datalake.store.Reserved;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A full listing of one tree, taken once and readable in {@link PathOrder} as often as needed. It exists only when every
 * page was read: a listing that broke off never looks like a small tree.
 */
public final class Listing implements AutoCloseable {
    private static final Comparator<LakeFile> BY_PATH = Comparator.comparing(LakeFile::path, PathOrder.INSTANCE);

    private final DiskSort<LakeFile> sort;
    private final Instant startedAt;
    private final long count;

    private Listing(DiskSort<LakeFile> sort, Instant startedAt, long count) {
        this.sort = sort;
        this.startedAt = startedAt;
        this.count = count;
    }

    /** Lists all users' files of a tree. */
    public static Listing ofUsers(LakePort port, Path folder, long heapLimit, PageCalls calls) {
        return of(port, "", file -> !Reserved.holds(file.path()), folder, heapLimit, calls);
    }

    /**
     * Lists what lies below a directory.
     *
     * @param wanted which files to keep
     * @param folder an existing folder for the sort
     * @param heapLimit in bytes
     * @param calls how a page is asked for, so that a caller may repeat a failed read
     */
    public static Listing of(
            LakePort port, String directory, Predicate<LakeFile> wanted, Path folder, long heapLimit, PageCalls calls) {
        DiskSort<LakeFile> sort = new DiskSort<>(folder, BY_PATH, new LakeFileCodec(), heapLimit);
        Instant startedAt = null;
        long count = 0;
        Optional<String> continuation = Optional.empty();
        do {
            Optional<String> token = continuation;
            ListingPage page = calls.get(() -> port.list(directory, token));
            startedAt = startedAt == null ? page.serviceTime() : startedAt;
            for (LakeFile file : page.files()) {
                if (wanted.test(file)) {
                    sort.add(file);
                    count++;
                }
            }
            continuation = page.continuation();
        } while (continuation.isPresent());
        return new Listing(sort, startedAt, count);
    }

    /** A listing of nothing, for a directory that was never made. */
    public static Listing none(Instant startedAt, Path folder) {
        return new Listing(new DiskSort<>(folder, BY_PATH, new LakeFileCodec(), 1), startedAt, 0);
    }

    /** The service's clock when it answered the first page. */
    public Instant startedAt() {
        return startedAt;
    }

    /** How many paths were listed. */
    public long count() {
        return count;
    }

    /** The files in order; the same path in two versions stops the reader, the same version twice does not. */
    public Rows<LakeFile> rows() {
        Rows<LakeFile> sorted = sort.sorted();
        Function<LakeFile, String> path = new Function<>() {
            private @Nullable LakeFile seen;

            @Override
            public String apply(LakeFile file) {
                LakeFile before = seen;
                if (before != null
                        && before.path().equals(file.path())
                        && !before.etag().equals(file.etag())) {
                    throw new LakeException(
                            LakeFailure.CONDITION_NOT_MET,
                            "The listing shows " + file.path() + " in two versions: it changed while being listed.",
                            null);
                }
                seen = file;
                return file.path();
            }
        };
        return sorted.lastOfEach(path);
    }

    @Override
    public void close() {
        sort.close();
    }

    /** How a page is asked for. */
    @FunctionalInterface
    public interface PageCalls {
        /** Asks, perhaps more than once. */
        ListingPage get(java.util.function.Supplier<ListingPage> page);
    }
}
