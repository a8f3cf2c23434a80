package io.github.azuredr.datalake.manifest;

import io.github.azuredr.datalake.listing.DiskSort;
import io.github.azuredr.datalake.listing.Listing;
import io.github.azuredr.datalake.listing.PathOrder;
import io.github.azuredr.datalake.listing.Rows;
import io.github.azuredr.datalake.listing.Scratch;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import io.github.azuredr.datalake.store.LakeFile;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.Patience;
import io.github.azuredr.datalake.store.Reserved;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The manifest of one tree on its target, held for one pass.
 *
 * <p>Objects: {@code _azuredr/<tree>/head} (replaced under If-Match), {@code .../journal/<generation>/<n>} (create-only
 * batches of what a pass finished) and {@code .../manifest/<generation>} (the sorted base). What is true is the base with
 * all batches over it, newest last; nothing of it is ever wholly in memory.
 */
public final class Manifest {
    private static final Logger LOG = LoggerFactory.getLogger(Manifest.class);
    static final Comparator<ManifestEntry> BY_PATH = Comparator.comparing(ManifestEntry::path, PathOrder.INSTANCE);
    private static final int BATCH = 1000;
    private static final String JOURNAL = "journal";

    private final LakePort target;
    private final String tree;
    private final Patience patience;
    private final HeadStore heads;
    private final FinishedFiles finished;
    private final Scratch scratch;
    private final long heapLimit;
    private HeadStore.Held held;
    /** Batches of earlier passes, as the last look at them said. */
    private long found;

    private Manifest(
            LakePort target,
            String tree,
            Patience patience,
            HeadStore heads,
            HeadStore.Held held,
            Clock clock,
            Scratch scratch,
            long heapLimit) {
        this.target = target;
        this.tree = tree;
        this.patience = patience;
        this.heads = heads;
        this.held = held;
        this.scratch = scratch;
        this.heapLimit = heapLimit;
        this.finished = new FinishedFiles(
                target, tree, held.head().generation(), patience, clock, BATCH, () -> heads.stillHeld(this.held));
    }

    /**
     * Takes the tree's manifest for a new pass: whoever held it before stops at its next batch.
     *
     * @param epoch the failover epoch this pass works under; lower than the head's is refused
     * @param scratch where sorts may spill
     * @param heapLimit in bytes, for a sort
     * @throws PassRefused when a later epoch or a hold says no
     */
    public static Manifest take(
            LakePort target, String tree, long epoch, Patience patience, Clock clock, Scratch scratch, long heapLimit) {
        return take(target, tree, epoch, patience, clock, scratch, heapLimit, head -> {
            if (!head.hold().isEmpty()) {
                throw new PassRefused(
                        "Tree " + tree + " on " + target.traits().name() + " is on hold: " + head.hold(),
                        "release the hold when the target may be overwritten again.");
            }
        });
    }

    /** As {@link #take}, also while a hold is set: for a restore, and for a seed that replaces what was held. */
    public static Manifest takeOverHold(
            LakePort target, String tree, long epoch, Patience patience, Clock clock, Scratch scratch, long heapLimit) {
        return take(target, tree, epoch, patience, clock, scratch, heapLimit, head -> {});
    }

    /**
     * As {@link #takeOverHold}, when no pass was let in since the taking was announced.
     *
     * @param announced the head's generation then
     * @throws PassRefused when the head has moved on and no hold has kept passes out
     */
    public static Manifest takeAnnounced(
            LakePort target,
            String tree,
            long epoch,
            long announced,
            Patience patience,
            Clock clock,
            Scratch scratch,
            long heapLimit) {
        return take(target, tree, epoch, patience, clock, scratch, heapLimit, head -> {
            if (head.hold().isEmpty() && head.generation() != announced) {
                throw new PassRefused(
                        "Tree " + tree + " on " + target.traits().name() + " has moved on from pass " + announced
                                + " to " + head.generation() + " since this was announced.",
                        "plan it again if it is still wanted.");
            }
        });
    }

    private static Manifest take(
            LakePort target,
            String tree,
            long epoch,
            Patience patience,
            Clock clock,
            Scratch scratch,
            long heapLimit,
            Consumer<ManifestHead> mayTake) {
        if (!tree.matches("[a-z0-9][a-z0-9-]{0,62}") || tree.equals("kept") || tree.equals("tmp")) {
            throw new IllegalArgumentException(
                    "tree: lower-case letters, digits and hyphens, at most 63, not 'kept' or 'tmp'; was '" + tree
                            + "'");
        }
        HeadStore heads = new HeadStore(target, tree, patience);
        HeadStore.Held held = heads.change(head -> {
            if (epoch < head.epoch()) {
                throw new PassRefused(
                        "Tree " + tree + " on " + target.traits().name() + " is under epoch " + head.epoch()
                                + ", this pass works under epoch " + epoch + ".",
                        "follow the journal to the present epoch.");
            }
            mayTake.accept(head);
            return head.next(epoch);
        });
        return new Manifest(target, tree, patience, heads, held, clock, scratch, heapLimit);
    }

    /** The head as it is now, without taking it. */
    public static ManifestHead peek(LakePort target, String tree, Patience patience) {
        return new HeadStore(target, tree, patience).read().head();
    }

    /**
     * Raises a fence: passes of lower epochs are refused from now on, and one in flight stops at its next batch. What it
     * still sends until then is held off by the condition on each write.
     */
    public static ManifestHead fence(LakePort target, String tree, long epoch, String hold, Patience patience) {
        return new HeadStore(target, tree, patience)
                .change(head -> epoch < head.epoch() ? head : head.next(epoch).withHold(hold))
                .head();
    }

    /** Lets passes write again. */
    public static ManifestHead release(LakePort target, String tree, Patience patience) {
        return new HeadStore(target, tree, patience)
                .change(head -> head.withHold(""))
                .head();
    }

    /**
     * Lets passes write again if the hold is one of a kind.
     *
     * @param kind which holds may be released
     * @throws PassRefused when it is another one
     */
    public static ManifestHead release(LakePort target, String tree, Predicate<String> kind, Patience patience) {
        return new HeadStore(target, tree, patience)
                .change(head -> {
                    if (!head.hold().isEmpty() && !kind.test(head.hold())) {
                        throw new PassRefused(
                                "Tree " + tree + " on " + target.traits().name() + " is on hold: " + head.hold(),
                                "run reprotect; only a turn ends this hold.");
                    }
                    return head.withHold("");
                })
                .head();
    }

    /**
     * As the other one, under a new epoch, so that whoever raised the hold cannot raise it again late.
     *
     * @param epoch the present epoch
     * @throws PassRefused when it is another hold, or the tree is under a later epoch
     */
    public static ManifestHead release(
            LakePort target, String tree, long epoch, Predicate<String> kind, Patience patience) {
        return new HeadStore(target, tree, patience)
                .change(head -> {
                    if (head.hold().isEmpty()) {
                        return head;
                    }
                    if (epoch < head.epoch() || !kind.test(head.hold())) {
                        throw new PassRefused(
                                "Tree " + tree + " on " + target.traits().name() + " is on hold under epoch "
                                        + head.epoch() + ": " + head.hold(),
                                "run reprotect; only a turn ends this hold.");
                    }
                    return head.next(epoch).withHold("");
                })
                .head();
    }

    /** The pass this manifest is held for. */
    public long generation() {
        return held.head().generation();
    }

    /** The head as this pass left it. */
    public ManifestHead head() {
        return held.head();
    }

    /** Where finished paths go. */
    public FinishedFiles finished() {
        return finished;
    }

    /** All entries in order, without removed ones; batches written before this call are in it. */
    public Rows<ManifestEntry> entries() {
        List<LakeFile> batches = batches();
        String base = held.head().base();
        ManifestText text = new ManifestText(target, patience, scratch.folder());
        if (batches.isEmpty()) {
            return base.isEmpty() ? Rows.of(List.of()) : text.read(base);
        }
        DiskSort<ManifestEntry> sort = new DiskSort<>(scratch.folder(), BY_PATH, new EntryLine(), heapLimit);
        for (LakeFile batch : batches) {
            try (Rows<ManifestEntry> rows = text.read(batch.path())) {
                rows.forEachRemaining(sort::add);
            }
        }
        Rows<ManifestEntry> newer = sort.sorted().lastOfEach(ManifestEntry::path);
        Rows<ManifestEntry> older = base.isEmpty() ? Rows.of(List.of()) : text.read(base);
        return new Overlay(older, newer, sort);
    }

    /**
     * Ends a pass that copied everything: the point is remembered and, when batches have grown, the base written anew. A
     * compaction that fails costs nothing but its own work.
     *
     * @param retention how far back points are remembered at least
     */
    public void complete(CompletePoint point, Duration retention) {
        finished.flush();
        ManifestHead next = held.head().withPoint(point, retention);
        String oldBase = next.base();
        List<LakeFile> merged = isCompactionDue(next) ? batches() : List.of();
        String newBase = Reserved.path(tree, "manifest", String.format("%010d", next.generation()));
        boolean compact = !merged.isEmpty();
        if (compact) {
            try (Rows<ManifestEntry> rows = entries()) {
                long count = new ManifestText(target, patience, scratch.folder()).write(newBase, rows);
                next = next.withBase(newBase, count);
            } catch (LakeException failed) {
                LOG.atWarn()
                        .addKeyValue("tree", tree)
                        .addKeyValue("kind", failed.kind())
                        .log("the manifest was not compacted; the next pass will");
                compact = false;
            }
        }
        held = heads.replace(held, next);
        if (compact) {
            merged.forEach(this::discard);
            if (!oldBase.isEmpty()) {
                discard(oldBase);
            }
        }
    }

    /** Few batches are read as fast as a base, so a small tree never pays for one. */
    private boolean isCompactionDue(ManifestHead head) {
        long batches = found + finished.written();
        return batches * BATCH > Math.max(10L * BATCH, head.baseEntries() / 10);
    }

    /** Replaces everything the manifest says; used when the direction of replication turns. */
    public void seed(Iterator<ManifestEntry> sorted, String hold) {
        List<LakeFile> old = batches();
        String oldBase = held.head().base();
        String base = Reserved.path(
                tree, "manifest", String.format("%010d", held.head().generation()));
        long count = new ManifestText(target, patience, scratch.folder()).write(base, sorted);
        held = heads.replace(
                held, held.head().withBase(base, count).withHold(hold).withStopped(""));
        old.forEach(this::discard);
        if (!oldBase.isEmpty()) {
            discard(oldBase);
        }
    }

    /**
     * Leaves word of what a pass refused for whoever looks at the head; the next pass that completes takes it away.
     *
     * @param why the first refusal, with what to do
     */
    public void stopped(String why) {
        try {
            held = heads.replace(held, held.head().withStopped(why));
        } catch (LakeException failed) {
            if (failed.kind() == LakeFailure.CONDITION_NOT_MET) {
                // A newer pass has the head, and that one's word counts.
                return;
            }
            LOG.atWarn()
                    .addKeyValue("tree", tree)
                    .addKeyValue("kind", failed.kind())
                    .log("the head does not say why the pass stopped; its report does");
        }
    }

    /** Sets or clears the hold while this pass has the manifest. */
    public void hold(String why) {
        held = heads.replace(held, held.head().withHold(why));
    }

    private List<LakeFile> batches() {
        List<LakeFile> batches = listed();
        // Ours are counted as they are written, however often this looks.
        found = Math.max(0, batches.size() - finished.written());
        return batches;
    }

    private List<LakeFile> listed() {
        List<LakeFile> batches = new ArrayList<>();
        String directory = Reserved.path(tree, JOURNAL);
        // What the base holds already may still lie there after a crash, and a superseded pass may add to it.
        String base = held.head().base();
        String after = base.isEmpty() ? "" : directory + base.substring(base.lastIndexOf('/')) + "0";
        try (Listing listing = Listing.of(
                        target,
                        directory,
                        file -> !file.directory()
                                && file.path().startsWith(directory + "/")
                                && file.path().compareTo(after) > 0,
                        scratch.folder(),
                        heapLimit,
                        patience::read);
                Rows<LakeFile> rows = listing.rows()) {
            rows.forEachRemaining(batches::add);
        } catch (LakeException failed) {
            // A hierarchical service answers "not found" for a directory that was never made.
            if (failed.kind() != LakeFailure.NOT_FOUND) {
                throw failed;
            }
        }
        return batches;
    }

    private void discard(String path) {
        discard(path, () -> target.look(path).ifPresent(file -> target.delete(path, file.etag())));
    }

    private void discard(LakeFile batch) {
        discard(batch.path(), () -> target.delete(batch.path(), batch.etag()));
    }

    private static void discard(String path, Runnable deletion) {
        try {
            deletion.run();
        } catch (LakeException failed) {
            LOG.atWarn()
                    .addKeyValue("path", path)
                    .addKeyValue("kind", failed.kind())
                    .log("a superseded part of the manifest was left behind; it does no harm");
        }
    }
}
