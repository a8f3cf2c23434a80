package io.github.azuredr.datalake.files;

import io.github.azuredr.datalake.listing.Scratch;
import io.github.azuredr.datalake.manifest.Manifest;
import io.github.azuredr.datalake.manifest.ManifestHead;
import io.github.azuredr.datalake.store.LakePort;

/**
 * Replicates one file tree from one side to the other, pass by pass. The first pass is the initial copy, later ones carry
 * only what changed, and one that was killed is resumed by running the next.
 *
 * <p>What protects the target: every write carries the exact version it may replace, or that nothing may be there. On flat
 * accounts the write itself is conditional (Put Blob, Put Block List, Copy From URL); on hierarchical ones the file is
 * written under a temporary name and renamed under the condition. The manifest's head adds epochs: a pass of an older epoch
 * does not start, and one in flight stops at its next batch. Revoking the credential of replication is stronger than both
 * and remains a step of every failover.
 */
public final class LakeReplication {
    /** Listing what is kept costs calls, so it is not done in every pass. */
    private static final int PURGE_EVERY = 16;

    private final String tree;
    private final LakePort source;
    private final LakePort target;
    private final PassSettings settings;
    private final PassRuntime runtime;

    private LakeReplication(String tree, LakePort source, LakePort target, PassSettings settings, PassRuntime runtime) {
        this.tree = tree;
        this.source = source;
        this.target = target;
        this.settings = settings;
        this.runtime = runtime;
    }

    /**
     * Describes a replication; nothing is called yet.
     *
     * @param tree a name for the manifest: lower-case letters, digits and hyphens
     */
    public static LakeReplication of(
            String tree, LakePort source, LakePort target, PassSettings settings, PassRuntime runtime) {
        return new LakeReplication(tree, source, target, settings, runtime);
    }

    /**
     * Runs one pass to its end.
     *
     * @param epoch the failover epoch it works under
     * @return what was done; see {@link PassReport#complete()}
     * @throws io.github.azuredr.datalake.manifest.PassRefused when a later epoch, a hold or a newer pass says no
     * @throws io.github.azuredr.datalake.store.LakeException when a listing or the manifest cannot be read or written; what
     *     was finished is not copied again
     */
    public PassReport run(long epoch) {
        PassReport report = pass(epoch);
        if (report.complete() && report.generation() % PURGE_EVERY == 0) {
            Restore.of(tree, target, settings, runtime).purge();
        }
        return report;
    }

    private PassReport pass(long epoch) {
        try (Scratch scratch = Scratch.in(runtime.scratch())) {
            Manifest manifest = Manifest.take(
                    target, tree, epoch, runtime.patience(), runtime.clock(), scratch, settings.heapLimit());
            return new LakePass(tree, source, target, settings, runtime, scratch, manifest, epoch).run();
        }
    }

    /** The target's head: which pass and epoch hold it, and the newest complete points. */
    public ManifestHead head() {
        return Manifest.peek(target, tree, runtime.patience());
    }

    /**
     * Ends all replication of lower epochs into this target.
     *
     * @param why shown to whoever is refused
     */
    public ManifestHead fence(long epoch, String why) {
        return Manifest.fence(target, tree, epoch, why, runtime.patience());
    }

    /** Lets passes write again after a fence or a restore. */
    public ManifestHead release() {
        return Manifest.release(target, tree, runtime.patience());
    }
}
