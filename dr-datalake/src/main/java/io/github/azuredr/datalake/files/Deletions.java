package io.github.azuredr.datalake.files;

import io.github.azuredr.datalake.listing.DiskSort;
import io.github.azuredr.datalake.listing.Rows;
import io.github.azuredr.datalake.listing.Scratch;
import io.github.azuredr.datalake.manifest.Manifest;
import io.github.azuredr.datalake.manifest.ManifestEntry;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import io.github.azuredr.datalake.store.LakeFile;
import io.github.azuredr.datalake.store.LakePort;

/** What a pass deletes at its end: guarded against a source that lost much at once, and kept before it goes. */
final class Deletions implements AutoCloseable {
    private final LakePort target;
    private final PassSettings settings;
    private final PassRuntime runtime;
    private final Manifest manifest;
    private final KeptVersions kept;
    private final DeltaTables tables;
    private final PassTally tally;
    private final Brake brake;
    private final Lanes lanes;
    private final DiskSort<Later> victims;
    private long count;

    Deletions(
            LakePort target,
            PassSettings settings,
            PassRuntime runtime,
            Scratch scratch,
            Manifest manifest,
            KeptVersions kept,
            DeltaTables tables,
            PassTally tally,
            Brake brake,
            Lanes lanes) {
        this.target = target;
        this.settings = settings;
        this.runtime = runtime;
        this.manifest = manifest;
        this.kept = kept;
        this.tables = tables;
        this.tally = tally;
        this.brake = brake;
        this.lanes = lanes;
        this.victims =
                new DiskSort<>(scratch.folder(), Later.FORWARD.reversed(), new Later.Codec(), settings.heapLimit());
    }

    void add(LakeFile victim) {
        count++;
        victims.add(Later.delete(victim));
    }

    /**
     * Deletes, if the guard lets it.
     *
     * @param known how many paths the manifest knows
     * @param stillThere how many of them the source still has
     */
    void run(long known, long stillThere) {
        if (brake.stopped() || count == 0) {
            return;
        }
        boolean many = count > settings.alwaysDeletable() && count > settings.largestDeletedShare() * known;
        boolean all = known > 0 && stillThere == 0 && settings.largestDeletedShare() < 1;
        if (many || all) {
            tally.refuse(
                    new Refusal(
                            "",
                            Refusal.Rule.TOO_MANY_DELETIONS,
                            count + " of " + known + " replicated paths have gone from the source; at most "
                                    + Math.round(settings.largestDeletedShare() * 100)
                                    + " % are deleted without a person, and never all of them. Check the source, then run a pass with a wider guard."));
            return;
        }
        try (Rows<Later> rows = victims.sorted()) {
            while (rows.hasNext() && !brake.stopped()) {
                LakeFile victim = rows.next().over().orElseThrow();
                if (!tables.mayDelete(victim.path())) {
                    tally.heldBack.increment();
                } else if (victim.directory()) {
                    // What lies in it comes first in this order and has to be gone.
                    lanes.drain();
                    directory(victim);
                } else {
                    lanes.submit(() -> file(victim));
                }
            }
        }
        lanes.drain();
    }

    private void directory(LakeFile victim) {
        if (runtime.patience().read(() -> target.deleteEmptyDirectory(victim.path()))) {
            deleted(victim);
        } else {
            tally.foreign.increment();
        }
    }

    private void file(LakeFile victim) {
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    kept.keepAndDelete(victim);
                    break;
                } catch (LakeException failed) {
                    if (failed.kind() == LakeFailure.CONDITION_NOT_MET || failed.kind() == LakeFailure.NOT_FOUND) {
                        if (attempt > 1
                                && runtime.patience()
                                        .read(() -> target.look(victim.path()))
                                        .isEmpty()) {
                            break;
                        }
                        throw new FileWriter.TargetChanged(victim.path());
                    }
                    if (!failed.kind().worthRetrying()
                            || attempt >= runtime.patience().attempts()) {
                        throw failed;
                    }
                    runtime.patience().waitAfter(attempt);
                }
            }
            deleted(victim);
        } catch (LakeException failed) {
            brake.refuse(victim.path(), failed);
        }
    }

    private void deleted(LakeFile victim) {
        tally.deleted.increment();
        manifest.finished().add(ManifestEntry.removed(victim.path(), manifest.generation()));
    }

    @Override
    public void close() {
        victims.close();
    }
}
