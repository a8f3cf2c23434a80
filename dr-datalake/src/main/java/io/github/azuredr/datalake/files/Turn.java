package io.github.azuredr.datalake.files;

import io.github.azuredr.datalake.listing.DiskSort;
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
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
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
 * <p>What was found is listed on the surviving side before the seed, so that a repetition answers what the first one found.
 * All of it may be repeated after a kill: what was set aside is found again, and the seed is written in one step.
 */
public final class Turn {
    /** A ledger lives in the journal, so it is kept short; the list on the surviving side has them all. */
    static final int ITEMS_KEPT = 1_000;

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
     * @param differences the first thousand by path
     * @param count how many there are
     * @param equal how many files are the same version on both sides, or a copy of one of the surviving side's
     * @param listedAt where all of them are listed on the surviving side; empty when they were only compared
     */
    public record Differences(List<Difference> differences, long count, long equal, String listedAt) {
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
     * Sets aside what only the returned side has, then gives that side a manifest so that passes from the surviving side
     * may begin.
     *
     * @param epoch the present epoch
     * @return what was found, also when an earlier turn found it; empty when nothing was compared, because replication
     *     into the surviving side never ran, or an earlier turn left no list
     * @throws PassRefused when the returned side is under a later epoch, or replication into the surviving
     *     side was not ended
     */
    public Optional<Differences> run(long epoch) {
        ManifestHead head = Manifest.peek(surviving, tree, runtime.patience());
        letPassesGoOn(head, epoch);
        if (head.generation() == 0) {
            return Optional.empty();
        }
        if (isTurned(head.hold())) {
            long turnedIn = Long.parseLong(head.hold().substring(TURNED.length()));
            return new LossList(surviving, tree, turnedIn, runtime).read();
        }
        if (head.hold().isEmpty()) {
            throw new PassRefused(
                    "Replication of tree " + tree + " into "
                            + surviving.traits().name() + " has not been ended.",
                    "raise the fence first; a turn while passes may still run would compare a moving target.");
        }
        return Optional.of(turn(epoch));
    }

    /** A failover to the returned side that was given up has left its hold there, and there is nothing to turn. */
    private void letPassesGoOn(ManifestHead active, long epoch) {
        String hold = Manifest.peek(returned, tree, runtime.patience()).hold();
        if (UnusedHold.isUnused(hold, active.generation(), active.hold())) {
            UnusedHold.release(tree, returned, surviving, epoch, runtime.patience());
        }
    }

    /** Whether a hold says that replication runs the other way. */
    static boolean isTurned(String hold) {
        return hold.startsWith(TURNED);
    }

    private Differences turn(long epoch) {
        try (Scratch scratch = Scratch.in(runtime.scratch());
                Listing listing =
                        Listing.ofUsers(returned, scratch.folder(), settings.heapLimit(), runtime.patience()::read);
                Found found = new Found(epoch, scratch);
                Found again = new Found(epoch, scratch)) {
            Manifest forward = Manifest.takeOverHold(
                    surviving, tree, epoch, runtime.patience(), runtime.clock(), scratch, settings.heapLimit());
            // First everything is safe and listed, in a walk of its own; only then is a word written about replacing
            // it.
            try (Seeds seeds = new Seeds(listing.rows(), forward.entries(), found, true)) {
                seeds.forEachRemaining(entry -> {});
            }
            found.lanes.drain();
            Differences all = new LossList(surviving, tree, epoch, runtime).keep(found.items, found.equal);
            Manifest back = Manifest.takeOverHold(
                    returned, tree, epoch, runtime.patience(), runtime.clock(), scratch, settings.heapLimit());
            try (Seeds seeds = new Seeds(listing.rows(), forward.entries(), again, false)) {
                back.seed(seeds, "");
            }
            forward.hold(TURNED + epoch);
            return all;
        }
    }

    private final class Found implements AutoCloseable {
        private final DiskSort<Difference> items;
        private final Lanes lanes = new Lanes(runtime.executor(), runtime.parallelism());
        private final Transfer transfer;
        private final long epoch;
        private long equal;

        Found(long epoch, Scratch scratch) {
            this.epoch = epoch;
            this.items = new DiskSort<>(scratch.folder(), LossList.BY_PATH, new LossList.Codec(), settings.heapLimit());
            this.transfer = new Transfer(returned, surviving, "setaside" + epoch);
        }

        void add(String path, String how, boolean kept) {
            items.add(new Difference(path, how, kept ? setAsidePath(tree, epoch, path) : ""));
        }

        /** Deleted there; no loss when nobody has it any more. */
        void deleted(String path) {
            if (runtime.patience().read(() -> surviving.look(path)).isPresent()) {
                add(path, "deleted", false);
            }
        }

        /** The surviving side's version this file is a copy of, when a pass wrote it and nobody since. */
        Optional<Stamp> copyOf(LakeFile file) {
            LakeFile known = file;
            if (file.attributes().isEmpty()) {
                Optional<LakeFile> now = runtime.patience()
                        .read(() -> returned.look(file.path()))
                        .filter(there -> there.etag().equals(file.etag()));
                if (now.isEmpty()) {
                    return Optional.empty();
                }
                known = now.get();
            }
            // A restored version names no source version: it is the returned side's own.
            return Stamp.read(tree, file.path(), known)
                    .filter(stamp -> !stamp.sourceEtag().isEmpty());
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

        @Override
        public void close() {
            items.close();
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
                    found.deleted(java.util.Objects.requireNonNull(entry, "order says there is one")
                            .path());
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
            Optional<Stamp> copy = found.copyOf(file);
            if (copy.isPresent()) {
                found.equal++;
                return ManifestEntry.file(
                        file.path(),
                        copy.get().sourceEtag(),
                        file.etag(),
                        file.length(),
                        0,
                        VerificationLevel.LENGTH_AND_ETAG,
                        ownership);
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
