package io.github.azuredr.datalake.files;

import io.github.azuredr.datalake.listing.Listing;
import io.github.azuredr.datalake.listing.Rows;
import io.github.azuredr.datalake.listing.Scratch;
import io.github.azuredr.datalake.manifest.CompletePoint;
import io.github.azuredr.datalake.manifest.Manifest;
import io.github.azuredr.datalake.manifest.ManifestEntry;
import io.github.azuredr.datalake.manifest.ManifestHead;
import io.github.azuredr.datalake.manifest.VerificationLevel;
import io.github.azuredr.datalake.store.AccessRules;
import io.github.azuredr.datalake.store.Condition;
import io.github.azuredr.datalake.store.FileAttributes;
import io.github.azuredr.datalake.store.LakeFile;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.Patience;
import io.github.azuredr.error.RecoveryException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Brings a target back to one of its complete points with the versions kept on it, and puts kept versions away once their
 * time is over. Only what replication wrote is touched; a path written by anyone else is named and left.
 *
 * <p>A version's place in time is the pass that wrote it, which its stamp says, and the pass that replaced it, which its
 * place among the kept versions says. A restore keeps what it replaces and sets a hold, because the next pass would
 * replicate the source's present state over it.
 */
public final class Restore {
    private static final String HELD = "restored ";

    private final String tree;
    private final LakePort target;
    private final PassSettings settings;
    private final PassRuntime runtime;
    private final KeptHistory history;

    private Restore(String tree, LakePort target, PassSettings settings, PassRuntime runtime) {
        this.tree = tree;
        this.target = target;
        this.settings = settings;
        this.runtime = runtime;
        this.history = new KeptHistory(tree, target, settings, runtime);
    }

    /** Describes a restore; nothing is called yet. */
    public static Restore of(String tree, LakePort target, PassSettings settings, PassRuntime runtime) {
        return new Restore(tree, target, settings, runtime);
    }

    /**
     * What a restore did.
     *
     * @param generation the pass whose state the target has now
     * @param sourceTime when the source had that state, by its service's clock
     * @param as the restore's own number among the passes; a later pass has a higher one
     * @param restored files brought back to an older version
     * @param removed files that did not exist then
     * @param unchanged files that were that version already
     * @param refusals files someone else has written since, left as they are
     */
    public record Restored(
            long generation,
            Instant sourceTime,
            long as,
            long restored,
            long removed,
            long unchanged,
            List<Refusal> refusals) {
        /** Copies the list in. */
        public Restored {
            refusals = List.copyOf(refusals);
        }
    }

    /** The points this target can be brought back to, oldest first: those whose later versions are still kept. */
    public List<CompletePoint> points() {
        List<CompletePoint> all = remembered();
        Instant before = horizon();
        List<CompletePoint> kept = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (i == all.size() - 1 || !all.get(i + 1).sourceTime().isBefore(before)) {
                kept.add(all.get(i));
            }
        }
        return kept;
    }

    private List<CompletePoint> remembered() {
        return Manifest.peek(target, tree, runtime.patience()).points();
    }

    private Instant horizon() {
        return runtime.clock().instant().minus(settings.retention());
    }

    /**
     * Brings the target back.
     *
     * @param generation a complete point's
     * @param epoch the present epoch
     */
    public Restored to(long generation, long epoch) {
        return to(
                generation,
                epoch,
                scratch -> Manifest.takeOverHold(
                        target, tree, epoch, runtime.patience(), runtime.clock(), scratch, settings.heapLimit()));
    }

    /**
     * Brings the target back unless passes were let in since that was announced: an executor that was overtaken long ago
     * must not do it again.
     *
     * @param generation a complete point's
     * @param epoch the present epoch
     * @param announced the target's newest pass when it was announced
     */
    public Restored to(long generation, long epoch, long announced) {
        return to(
                generation,
                epoch,
                scratch -> Manifest.takeAnnounced(
                        target,
                        tree,
                        epoch,
                        announced,
                        runtime.patience(),
                        runtime.clock(),
                        scratch,
                        settings.heapLimit()));
    }

    private Restored to(long generation, long epoch, Function<Scratch, Manifest> taking) {
        List<CompletePoint> points = points();
        CompletePoint chosen = points.stream()
                .filter(point -> point.generation() == generation)
                .findFirst()
                .orElseThrow(() -> new RecoveryException(
                        "Tree " + tree + " on " + target.traits().name() + " has no complete point " + generation
                                + " whose later versions are still kept.",
                        "choose one of "
                                + points.stream().map(CompletePoint::generation).toList() + "."));
        try (Scratch scratch = Scratch.in(runtime.scratch())) {
            Manifest manifest = taking.apply(scratch);
            String hold = manifest.head().hold();
            if (hold.isEmpty() || hold.startsWith(HELD)) {
                // A failover's hold says more and is not written over.
                manifest.hold(HELD + "to pass " + generation + " under epoch " + epoch);
            }
            return new Run(chosen, manifest, scratch).run();
        }
    }

    /** Whether a head is held because of a restore, and not for a failover's sake. */
    public static boolean holds(ManifestHead head) {
        return holds(head.hold());
    }

    /** Whether this is a restore's hold. */
    public static boolean holds(String hold) {
        return hold.startsWith(HELD);
    }

    /** Lets passes write over what was restored; another hold than a restore's is left and refused. */
    public ManifestHead release() {
        return Manifest.release(target, tree, Restore::holds, runtime.patience());
    }

    /**
     * Deletes kept versions older than the retention.
     *
     * @return how many
     */
    public long purge() {
        Instant before = horizon();
        long purged = 0;
        try (Scratch scratch = Scratch.in(runtime.scratch());
                Listing kept = history.listing(scratch);
                Rows<LakeFile> rows = kept.rows()) {
            // A rename keeps the file's own time, so the pass that kept it says how long it lies there.
            List<CompletePoint> points = remembered();
            while (rows.hasNext()) {
                LakeFile file = rows.next();
                long keptBy = history.generationOf(file.path());
                Optional<Instant> keptAt = points.stream()
                        .filter(point -> point.generation() >= keptBy)
                        .map(CompletePoint::sourceTime)
                        .findFirst();
                if (keptAt.isPresent() && keptAt.get().isBefore(before)) {
                    target.delete(file.path(), file.etag());
                    purged++;
                }
            }
        }
        return purged;
    }

    /** The kept version that shows what a path was at a point: the one replaced first after it. */
    private final class Run {
        private final long point;
        private final Instant sourceTime;
        private final Manifest manifest;
        private final Scratch scratch;
        private final KeptVersions keeper;
        private final Transfer inside;
        private final Patience patience = runtime.patience();
        private final List<Refusal> refusals = new ArrayList<>();
        private long restored;
        private long removed;
        private long unchanged;

        Run(CompletePoint chosen, Manifest manifest, Scratch scratch) {
            this.point = chosen.generation();
            this.sourceTime = chosen.sourceTime();
            this.manifest = manifest;
            this.scratch = scratch;
            this.inside = new Transfer(target, target, "restore" + manifest.generation());
            this.keeper = new KeptVersions(
                    target,
                    tree,
                    manifest.generation(),
                    new Directories(target, runtime.patience()),
                    new PassTally(),
                    inside);
        }

        Restored run() {
            try (KeptHistory.FirstReplaced replaced = history.firstReplacedAfter(point, scratch);
                    Listing present = Listing.ofUsers(target, scratch.folder(), settings.heapLimit(), patience::read);
                    Rows<LakeFile> kept = replaced.rows();
                    Rows<ManifestEntry> known = manifest.entries();
                    Rows<LakeFile> there = present.rows()) {
                Rows.Peeking<LakeFile> left = new Rows.Peeking<>(kept);
                Rows.Peeking<ManifestEntry> middle = new Rows.Peeking<>(known);
                Rows.Peeking<LakeFile> right = new Rows.Peeking<>(there);
                for (String path = Merge.least(
                                Merge.path(left.peek(), file -> history.pathOf(file.path())),
                                Merge.path(middle.peek(), ManifestEntry::path),
                                Merge.path(right.peek(), LakeFile::path));
                        path != null;
                        path = Merge.least(
                                Merge.path(left.peek(), file -> history.pathOf(file.path())),
                                Merge.path(middle.peek(), ManifestEntry::path),
                                Merge.path(right.peek(), LakeFile::path))) {
                    settle(
                            path,
                            Merge.at(path, left, file -> history.pathOf(file.path())),
                            Merge.at(path, middle, ManifestEntry::path),
                            Merge.at(path, right, LakeFile::path));
                }
            }
            manifest.finished().flush();
            return new Restored(point, sourceTime, manifest.generation(), restored, removed, unchanged, refusals);
        }

        private void settle(
                String path, @Nullable LakeFile kept, @Nullable ManifestEntry known, @Nullable LakeFile present) {
            if (present != null && present.directory()) {
                return;
            }
            boolean ours = present == null
                    || (known != null && known.targetEtag().equals(present.etag()))
                    || writtenBy(path, present).isPresent();
            Optional<LakeFile> wanted =
                    Optional.ofNullable(kept).map(this::known).filter(this::existedAtPoint);
            if (wanted.isEmpty() && kept == null && (known == null || known.generation() <= point)) {
                unchanged++;
            } else if (!ours) {
                refusals.add(new Refusal(
                        path,
                        Refusal.Rule.TARGET_CHANGED_BY_ANOTHER,
                        "Someone other than replication wrote it since; it was left as it is."));
            } else if (wanted.isPresent()) {
                bringBack(path, wanted.get(), present);
            } else if (present != null && (known == null || known.generation() > point)) {
                keeper.keepAndDelete(present);
                manifest.finished().add(ManifestEntry.removed(path, manifest.generation()));
                removed++;
            }
        }

        private LakeFile known(LakeFile kept) {
            return kept.attributes().isPresent()
                    ? kept
                    : patience.read(() -> target.look(kept.path())).orElse(kept);
        }

        /** A version without a stamp stood there before replication began or came from the other direction. */
        private boolean existedAtPoint(LakeFile kept) {
            return writtenBy(history.pathOf(kept.path()), kept)
                    .map(stamp -> stamp.generation() <= point)
                    .orElse(true);
        }

        private Optional<Stamp> writtenBy(String path, LakeFile file) {
            return Stamp.read(tree, path, known(file));
        }

        private void bringBack(String path, LakeFile kept, @Nullable LakeFile present) {
            Condition condition = Condition.absent();
            if (present != null) {
                keeper.keepCopy(present);
                condition = Condition.matches(present.etag());
            }
            Stamp stamp = new Stamp("", manifest.generation());
            FileAttributes plain = kept.attributes().orElse(FileAttributes.none());
            String etag;
            if (target.traits().hierarchical()) {
                String temporary = FileWriter.temporaries(tree) + "/" + String.format("%010d", manifest.generation())
                        + "/restore-" + restored;
                Transfer.Sent sent = inside.send(
                        kept, temporary, Condition.absent(), same -> stamp.on(plain, tree, path, kept.length()));
                etag = sent.etag();
                Optional<AccessRules> rules = target.access(kept.path());
                if (rules.isPresent()) {
                    etag = target.setAccess(temporary, rules.get());
                }
                etag = target.rename(temporary, etag, path, condition);
            } else {
                etag = inside.send(kept, path, condition, same -> stamp.on(plain, tree, path, kept.length()))
                        .etag();
            }
            manifest.finished()
                    .add(ManifestEntry.file(
                            path,
                            "",
                            etag,
                            kept.length(),
                            manifest.generation(),
                            VerificationLevel.LENGTH_AND_ETAG,
                            kept.ownership().orElse("")));
            restored++;
        }
    }
}
