package io.github.azuredr.datalake.files;

import io.github.azuredr.datalake.listing.Listing;
import io.github.azuredr.datalake.listing.PathOrder;
import io.github.azuredr.datalake.listing.Rows;
import io.github.azuredr.datalake.manifest.Manifest;
import io.github.azuredr.datalake.manifest.ManifestEntry;
import io.github.azuredr.datalake.store.AccessRules;
import io.github.azuredr.datalake.store.LakeFile;
import io.github.azuredr.datalake.store.LakePort;
import java.util.Optional;

/**
 * Makes the source's directories on a hierarchical target and gives them the source's access. A directory has no version
 * that a condition could name, so the manifest says which ones are ours: it names them before they are made, and what it
 * does not name is never given another access.
 */
final class DirectoryAccess {
    private final LakePort source;
    private final LakePort target;
    private final PassRuntime runtime;
    private final Manifest manifest;
    private final Directories directories;
    private final PassTally tally;

    DirectoryAccess(
            LakePort source,
            LakePort target,
            PassRuntime runtime,
            Manifest manifest,
            Directories directories,
            PassTally tally) {
        this.source = source;
        this.target = target;
        this.runtime = runtime;
        this.manifest = manifest;
        this.directories = directories;
        this.tally = tally;
    }

    /** Names the directories this pass is going to make: one that a kill leaves without access is ours to finish. */
    void announce(Listing sources, Listing targets) {
        if (!target.traits().hierarchical()) {
            return;
        }
        boolean any = false;
        try (Rows<LakeFile> wanted = sources.rows();
                Rows<LakeFile> present = targets.rows()) {
            Rows.Peeking<LakeFile> right = new Rows.Peeking<>(present);
            while (wanted.hasNext()) {
                LakeFile from = wanted.next();
                for (LakeFile to = right.peek();
                        to != null && PathOrder.INSTANCE.compare(to.path(), from.path()) < 0;
                        to = right.peek()) {
                    right.take();
                }
                LakeFile to = right.peek();
                if (from.directory() && (to == null || !to.path().equals(from.path()))) {
                    manifest.finished().add(ManifestEntry.directory(from.path(), manifest.generation(), ""));
                    any = true;
                }
            }
        }
        if (any) {
            manifest.finished().flush();
        }
    }

    /** Makes a directory, or finds it made, and gives it the source's access. */
    void make(LakeFile from) {
        directories.forget(from.path());
        directories.make(from.path());
        rules(source, from.path()).ifPresent(rules -> runtime.patience().read(() -> {
            target.setAccess(from.path(), rules);
            return true;
        }));
        finished(from);
    }

    /**
     * Settles a directory whose access replication did not set: recognised when it is the source's, left as it is
     * otherwise.
     *
     * @param ours whether replication made it and someone else set its access since
     */
    void leave(LakeFile from, boolean ours) {
        if (rules(source, from.path()).equals(rules(target, from.path()))) {
            finished(from);
        } else if (ours) {
            tally.refuse(new Refusal(
                    from.path(),
                    Refusal.Rule.TARGET_CHANGED_BY_ANOTHER,
                    "Someone other than replication set the access of this directory on "
                            + target.traits().name() + " and the source's has changed, too; it was left as it is."
                            + " Give it the access the source's has, then run the pass again."));
        } else {
            tally.foreign.increment();
        }
    }

    private Optional<AccessRules> rules(LakePort port, String path) {
        return runtime.patience().read(() -> port.access(path));
    }

    private void finished(LakeFile from) {
        manifest.finished()
                .add(ManifestEntry.directory(
                        from.path(), manifest.generation(), from.ownership().orElse("")));
    }
}
