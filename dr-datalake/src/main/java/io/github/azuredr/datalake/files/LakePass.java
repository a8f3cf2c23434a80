package io.github.azuredr.datalake.files;

import io.github.azuredr.datalake.listing.DiskSort;
import io.github.azuredr.datalake.listing.Listing;
import io.github.azuredr.datalake.listing.Rows;
import io.github.azuredr.datalake.listing.Scratch;
import io.github.azuredr.datalake.manifest.CompletePoint;
import io.github.azuredr.datalake.manifest.Manifest;
import io.github.azuredr.datalake.manifest.ManifestEntry;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import io.github.azuredr.datalake.store.LakeFile;
import io.github.azuredr.datalake.store.LakePort;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One pass: list both sides, merge with the manifest, copy, publish table logs, delete, record. */
final class LakePass {
    private final String tree;
    private final LakePort source;
    private final LakePort target;
    private final PassSettings settings;
    private final PassRuntime runtime;
    private final Scratch scratch;
    private final Manifest manifest;
    private final long epoch;
    private final PassTally tally = new PassTally();
    private final DeltaTables tables = new DeltaTables();
    private final DirectoryAccess access;
    private final Lanes lanes;
    private final FileWriter writer;
    private final DiskSort<Later> logs;
    private final Deletions deletions;
    private final Brake brake;
    private final Meter meter;
    private long known;
    private long stillThere;

    LakePass(
            String tree,
            LakePort source,
            LakePort target,
            PassSettings settings,
            PassRuntime runtime,
            Scratch scratch,
            Manifest manifest,
            long epoch) {
        this.tree = tree;
        this.source = source;
        this.target = target;
        this.settings = settings;
        this.runtime = runtime;
        this.scratch = scratch;
        this.manifest = manifest;
        this.epoch = epoch;
        this.lanes = new Lanes(runtime.executor(), runtime.parallelism());
        Directories directories = new Directories(target, runtime.patience());
        this.access = new DirectoryAccess(source, target, runtime, manifest, directories, tally);
        long generation = manifest.generation();
        String blocks = String.format("g%010d", generation);
        this.brake = new Brake(target.traits().name(), tally, tables);
        this.meter = new Meter(runtime.progress());
        KeptVersions kept = new KeptVersions(
                target, tree, generation, directories, tally, new Transfer(target, target, blocks + "k"));
        this.writer = new FileWriter(
                source,
                target,
                tree,
                generation,
                runtime.patience(),
                new Transfer(source, target, blocks),
                kept,
                directories,
                tally);
        this.logs = new DiskSort<>(scratch.folder(), Later.FORWARD, new Later.Codec(), settings.heapLimit());
        this.deletions = new Deletions(target, settings, runtime, scratch, manifest, kept, tables, tally, brake, lanes);
    }

    PassReport run() {
        Instant startedAt = runtime.clock().instant();
        CompletableFuture<Listing> targetListing =
                CompletableFuture.supplyAsync(() -> list(target), runtime.executor());
        Instant sourceTime;
        try (Listing sources = list(source);
                Listing targets = await(targetListing)) {
            sourceTime = sources.startedAt();
            tally.listed.add(sources.count());
            meter.expect(sources.count());
            discardTemporaries();
            merge(sources, targets);
            lanes.drain();
            publishLogs(sourceTime);
            deletions.run(known, stillThere);
            manifest.finished().flush();
            if (tally.complete()) {
                manifest.complete(new CompletePoint(manifest.generation(), sourceTime), settings.retention());
            } else {
                tally.firstRefusal().ifPresent(first -> manifest.stopped(first.text()));
            }
            meter.end(!brake.stopped());
        } catch (LakeException broken) {
            lanes.settle();
            // What is finished stays finished: the next pass starts from it.
            manifest.finished().flush();
            throw broken;
        } finally {
            logs.close();
            deletions.close();
        }
        return tally.report(
                tree, manifest.generation(), epoch, startedAt, runtime.clock().instant(), sourceTime);
    }

    private Listing list(LakePort port) {
        return Listing.ofUsers(port, scratch.folder(), settings.heapLimit(), runtime.patience()::read);
    }

    private static Listing await(CompletableFuture<Listing> listing) {
        try {
            return listing.join();
        } catch (CompletionException wrapped) {
            if (wrapped.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (wrapped.getCause() instanceof Error error) {
                throw error;
            }
            throw wrapped;
        }
    }

    /** What a killed pass left under temporary names; a superseded one that is still running fails on its rename. */
    private void discardTemporaries() {
        if (!target.traits().hierarchical()) {
            return;
        }
        String directory = FileWriter.temporaries(tree);
        try (Listing left = Listing.of(
                        target,
                        directory,
                        file -> !file.directory(),
                        scratch.folder(),
                        settings.heapLimit(),
                        runtime.patience()::read);
                Rows<LakeFile> rows = left.rows()) {
            rows.forEachRemaining(file -> target.delete(file.path(), file.etag()));
        } catch (LakeException failed) {
            if (failed.kind() != LakeFailure.NOT_FOUND && failed.kind() != LakeFailure.CONDITION_NOT_MET) {
                throw failed;
            }
        }
    }

    private void merge(Listing sources, Listing targets) {
        try (Rows<ManifestEntry> manifestRows = manifest.entries()) {
            // What is announced here is not yet known to this pass, and a listing is read once at a time.
            access.announce(sources, targets);
            merge(sources, targets, manifestRows);
        }
    }

    private void merge(Listing sources, Listing targets, Rows<ManifestEntry> manifestRows) {
        Comparison comparison = new Comparison(this::stampOf);
        try (Rows<LakeFile> sourceRows = sources.rows();
                Rows<LakeFile> targetRows = targets.rows()) {
            Rows.Peeking<LakeFile> left = new Rows.Peeking<>(sourceRows);
            Rows.Peeking<ManifestEntry> middle = new Rows.Peeking<>(manifestRows);
            Rows.Peeking<LakeFile> right = new Rows.Peeking<>(targetRows);
            for (String path = least(left, middle, right); path != null; path = least(left, middle, right)) {
                LakeFile from = Merge.at(path, left, LakeFile::path);
                ManifestEntry entry = Merge.at(path, middle, ManifestEntry::path);
                LakeFile to = Merge.at(path, right, LakeFile::path);
                known += entry == null ? 0 : 1;
                stillThere += entry == null || from == null ? 0 : 1;
                if (from != null && from.directory() && !target.traits().hierarchical()) {
                    tally.skipped.increment();
                } else {
                    settle(path, from, entry, comparison.decide(from, entry, to));
                }
            }
        }
    }

    private Optional<Stamp> stampOf(LakeFile file) {
        LakeFile known = file;
        if (file.attributes().isEmpty()) {
            Optional<LakeFile> now = runtime.patience().read(() -> target.look(file.path()));
            if (now.isEmpty() || !now.get().etag().equals(file.etag())) {
                return Optional.empty();
            }
            known = now.get();
        }
        return Stamp.read(tree, file.path(), known);
    }

    private void settle(String path, @Nullable LakeFile from, @Nullable ManifestEntry entry, Decision decision) {
        if (decision instanceof Decision.Foreign) {
            brake.changedByAnother(path);
        } else if (decision instanceof Decision.LeaveAlone) {
            tally.foreign.increment();
        } else if (decision instanceof Decision.Forget) {
            manifest.finished().add(ManifestEntry.removed(path, manifest.generation()));
        } else if (decision instanceof Decision.Delete delete) {
            deletions.add(delete.target());
        } else if (from != null) {
            update(from, decision);
        }
    }

    private void update(LakeFile from, Decision decision) {
        if (decision instanceof Decision.UpToDate) {
            tally.skipped.increment();
            meter.one();
        } else if (decision instanceof Decision.Recognise recognise) {
            manifest.finished().add(writer.recognise(from, recognise.target()));
            meter.one();
        } else if (decision instanceof Decision.OthersAccess others) {
            access.leave(from, others.ours());
            meter.one();
        } else if (decision instanceof Decision.Copy copy && !brake.stopped()) {
            if (copy.recreates()) {
                tally.recreated.increment();
            }
            if (from.directory()) {
                access.make(from);
            } else if (settings.deltaTables()
                    && DeltaTables.tableOfLog(from.path()).isPresent()) {
                logs.add(Later.copy(from, copy.over()));
            } else {
                lanes.submit(() -> copy(from, copy.over()));
            }
        }
    }

    private void copy(LakeFile from, Optional<LakeFile> over) {
        if (brake.stopped()) {
            return;
        }
        try {
            Optional<ManifestEntry> entry = writer.write(from, over);
            if (entry.isPresent()) {
                manifest.finished().add(entry.get());
            } else {
                tables.hold(from.path());
                tally.heldBack.increment();
            }
        } catch (LakeException failed) {
            brake.refuse(from.path(), failed);
        }
        meter.one();
    }

    private void publishLogs(Instant listingBegan) {
        try (Rows<Later> rows = logs.sorted()) {
            String lane = "";
            while (rows.hasNext() && !brake.stopped()) {
                Later log = rows.next();
                LakeFile from = log.source().orElseThrow();
                String table = DeltaTables.tableOfLog(log.path()).orElse("");
                if (!table.equals(lane)) {
                    lane = table;
                    lanes.drain();
                }
                if (!DeltaTables.settled(from, listingBegan)) {
                    tables.holdTable(table);
                }
                if (tables.mayPublish(table)) {
                    copy(from, log.over());
                    if (tally.refused() > 0) {
                        tables.holdTable(table);
                    }
                } else {
                    if (DeltaTables.settled(from, listingBegan)) {
                        tally.incomplete();
                    }
                    tables.holdTable(table);
                    tally.heldBack.increment();
                }
            }
        }
    }

    private static @Nullable String least(
            Rows.Peeking<LakeFile> left, Rows.Peeking<ManifestEntry> middle, Rows.Peeking<LakeFile> right) {
        return Merge.least(
                Merge.path(left.peek(), LakeFile::path),
                Merge.path(middle.peek(), ManifestEntry::path),
                Merge.path(right.peek(), LakeFile::path));
    }
}
