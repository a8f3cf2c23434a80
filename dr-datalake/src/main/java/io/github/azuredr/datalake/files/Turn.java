package io.github.azuredr.datalake.files;

import io.github.azuredr.datalake.listing.Listing;
import io.github.azuredr.datalake.listing.PathOrder;
import io.github.azuredr.datalake.listing.Rows;
import io.github.azuredr.datalake.listing.Scratch;
import io.github.azuredr.datalake.manifest.Manifest;
import io.github.azuredr.datalake.manifest.ManifestEntry;
import io.github.azuredr.datalake.manifest.ManifestHead;
import io.github.azuredr.datalake.manifest.PassRefused;
import io.github.azuredr.datalake.manifest.VerificationLevel;
import io.github.azuredr.datalake.store.Condition;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import io.github.azuredr.datalake.store.LakeFile;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.Reserved;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Turns the direction of replication after a failover, when the side that was active before has returned.
 *
 * <p>The surviving side's manifest says which version of the returned side each of its files came from. Whatever the
 * returned side holds in another version, or only there, was written after the last pass: it is set aside on the surviving
 * side below {@code _azuredr/setaside/<epoch>/} before anything is copied back. Only then does the returned side get a
 * manifest of its own, the old one read backwards, in which each of its versions may be replaced because it is either equal
 * to the surviving side's or safe.
 *
 * <p>All of it may be repeated after a kill: what was set aside is found again, and the seed is written in one step.
 */
public final class Turn {
    private static final int ITEMS_KEPT = 10_000;
    private static final String TURNED = "replication runs the other way since epoch ";

    private final String tree;
    private final LakePort returned;
    private final LakePort surviving;
    private final PassSettings settings;
    private final PassRuntime runtime;

    private Turn(String tree, LakePort returned, LakePort surviving, PassSettings settings, PassRuntime runtime) {
        this.tree = tree;
        this.returned = returned;
        this.surviving = surviving;
        this.settings = settings;
        this.runtime = runtime;
    }

    /** Describes a turn; nothing is called yet. */
    public static Turn of(
            String tree, LakePort returned, LakePort surviving, PassSettings settings, PassRuntime runtime) {
        return new Turn(tree, returned, surviving, settings, runtime);
    }

    /**
     * What only the returned side had.
     *
     * @param path on the returned side
     * @param how {@code added}, {@code changed} or {@code deleted} there after the last pass
     * @param keptAt where it lies on the surviving side; empty for a deletion
     */
    public record Difference(String path, String how, String keptAt) {}

    /**
     * What a turn found.
     *
     * @param differences the first ten thousand
     * @param count how many there are
     * @param equal how many files are the same version on both sides
     */
    public record Differences(List<Difference> differences, long count, long equal) {
        /** Copies the list in. */
        public Differences {
            differences = List.copyOf(differences);
        }
    }

    /** Where a returned side's version is set aside on the surviving side. */
    public static String setAsidePath(String tree, long epoch, String path) {
        return Reserved.path("setaside", tree, String.format("%010d", epoch), path);
    }

    /**
     * Compares the returned side with what the surviving side holds of it; changes no file.
     *
     * @param epoch the present epoch
     */
    public Differences compare(long epoch) {
        return walk(epoch, false);
    }

    /**
     * Sets aside what only the returned side has, then gives that side a manifest so that passes from the surviving side
     * may begin.
     *
     * @param epoch the present epoch
     * @return nothing when replication runs that way already, or never ran at all
     * @throws PassRefused when the returned side is under a later epoch, or replication into the surviving
     *     side was not ended
     */
    public Differences run(long epoch) {
        ManifestHead head = Manifest.peek(surviving, tree, runtime.patience());
        if (head.generation() == 0 || head.hold().startsWith(TURNED)) {
            return new Differences(List.of(), 0, 0);
        }
        if (head.hold().isEmpty()) {
            throw new PassRefused(
                    "Replication of tree " + tree + " into "
                            + surviving.traits().name() + " has not been ended.",
                    "raise the fence first; a turn while passes may still run would compare a moving target.");
        }
        return walk(epoch, true);
    }

    private Differences walk(long epoch, boolean writes) {
        try (Scratch scratch = Scratch.in(runtime.scratch());
                Listing listing =
                        Listing.ofUsers(returned, scratch.folder(), settings.heapLimit(), runtime.patience()::read)) {
            Manifest forward = Manifest.takeOverHold(
                    surviving, tree, epoch, runtime.patience(), runtime.clock(), scratch, settings.heapLimit());
            Found found = new Found(epoch);
            if (!writes) {
                try (Seeds seeds = new Seeds(listing.rows(), forward.entries(), found, false)) {
                    seeds.forEachRemaining(entry -> {});
                }
                return found.differences();
            }
            // First everything is safe, in a walk of its own; only then is a word written about replacing it.
            try (Seeds seeds = new Seeds(listing.rows(), forward.entries(), found, true)) {
                seeds.forEachRemaining(entry -> {});
            }
            found.lanes.drain();
            Manifest back = Manifest.takeOverHold(
                    returned, tree, epoch, runtime.patience(), runtime.clock(), scratch, settings.heapLimit());
            Found ignored = new Found(epoch);
            try (Seeds seeds = new Seeds(listing.rows(), forward.entries(), ignored, false)) {
                back.seed(seeds, "");
            }
            forward.hold(TURNED + epoch);
            return found.differences();
        }
    }

    private final class Found {
        private final List<Difference> items = new ArrayList<>();
        private final Lanes lanes = new Lanes(runtime.executor(), runtime.parallelism());
        private final Transfer transfer;
        private final long epoch;
        private long count;
        private long equal;

        Found(long epoch) {
            this.epoch = epoch;
            this.transfer = new Transfer(returned, surviving, "setaside" + epoch);
        }

        void add(String path, String how, boolean kept) {
            count++;
            if (items.size() < ITEMS_KEPT) {
                items.add(new Difference(path, how, kept ? setAsidePath(tree, epoch, path) : ""));
            }
        }

        void setAside(LakeFile file) {
            lanes.submit(() -> {
                for (int attempt = 1; ; attempt++) {
                    try {
                        transfer.send(
                                file,
                                setAsidePath(tree, epoch, file.path()),
                                Condition.absent(),
                                attributes ->
                                        new Stamp(file.etag(), epoch).on(attributes, tree, file.path(), file.length()));
                        return;
                    } catch (LakeException failed) {
                        if (failed.kind() == LakeFailure.CONDITION_NOT_MET && isThere(file)) {
                            return;
                        }
                        if (!failed.kind().worthRetrying()
                                || attempt >= runtime.patience().attempts()) {
                            throw failed;
                        }
                        runtime.patience().waitAfter(attempt);
                    }
                }
            });
        }

        private boolean isThere(LakeFile file) {
            return runtime.patience()
                    .read(() -> surviving.look(setAsidePath(tree, epoch, file.path())))
                    .flatMap(there -> Stamp.read(tree, file.path(), there))
                    .filter(stamp -> stamp.sourceEtag().equals(file.etag()))
                    .isPresent();
        }

        Differences differences() {
            return new Differences(items, count, equal);
        }
    }

    /** The returned side's new manifest, made while its listing and the surviving side's manifest are merged. */
    private static final class Seeds implements Rows<ManifestEntry> {
        private final Rows<LakeFile> listed;
        private final Rows<ManifestEntry> known;
        private final Peeking<LakeFile> left;
        private final Peeking<ManifestEntry> right;
        private final Found found;
        private final boolean setsAside;
        private @Nullable ManifestEntry head;

        Seeds(Rows<LakeFile> listed, Rows<ManifestEntry> known, Found found, boolean setsAside) {
            this.listed = listed;
            this.known = known;
            this.left = new Peeking<>(listed);
            this.right = new Peeking<>(known);
            this.found = found;
            this.setsAside = setsAside;
        }

        @Override
        public boolean hasNext() {
            while (head == null) {
                LakeFile file = left.peek();
                ManifestEntry entry = right.peek();
                if (file == null && entry == null) {
                    return false;
                }
                int order =
                        file == null ? 1 : entry == null ? -1 : PathOrder.INSTANCE.compare(file.path(), entry.path());
                if (order <= 0) {
                    head = seed(left.take(), order == 0 ? right.take() : null);
                } else if (!right.take().directory()) {
                    found.add(
                            java.util.Objects.requireNonNull(entry, "order says there is one")
                                    .path(),
                            "deleted",
                            false);
                }
            }
            return true;
        }

        private ManifestEntry seed(LakeFile file, @Nullable ManifestEntry entry) {
            String ownership = file.ownership().orElse("");
            if (file.directory()) {
                return ManifestEntry.directory(file.path(), 0, ownership);
            }
            if (entry != null && entry.sourceEtag().equals(file.etag())) {
                found.equal++;
                return ManifestEntry.file(
                        file.path(), entry.targetEtag(), file.etag(), file.length(), 0, entry.level(), ownership);
            }
            found.add(file.path(), entry == null ? "added" : "changed", true);
            if (setsAside) {
                found.setAside(file);
            }
            return ManifestEntry.file(
                    file.path(), "", file.etag(), file.length(), 0, VerificationLevel.LENGTH_AND_ETAG, ownership);
        }

        @Override
        public ManifestEntry next() {
            ManifestEntry row = hasNext() ? head : null;
            if (row == null) {
                throw new NoSuchElementException("the seed is at its end");
            }
            head = null;
            return row;
        }

        @Override
        public void close() {
            listed.close();
            known.close();
        }
    }
}
