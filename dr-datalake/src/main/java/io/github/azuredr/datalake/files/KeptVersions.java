package io.github.azuredr.datalake.files;

import io.github.azuredr.datalake.store.Condition;
import io.github.azuredr.datalake.store.FileAttributes;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import io.github.azuredr.datalake.store.LakeFile;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.Reserved;

/**
 * Versions put aside on the target before replication overwrites or deletes them, below {@code
 * _azuredr/kept/<tree>/<generation>/}. An overwritten version is copied, also on hierarchical accounts, so that there is no
 * moment in which the path has no file; a deleted one is renamed there where the account is hierarchical.
 */
final class KeptVersions {
    private final LakePort target;
    private final String tree;
    private final long generation;
    private final Directories directories;
    private final PassTally tally;
    private final Transfer inside;

    KeptVersions(
            LakePort target, String tree, long generation, Directories directories, PassTally tally, Transfer inside) {
        this.target = target;
        this.tree = tree;
        this.generation = generation;
        this.directories = directories;
        this.tally = tally;
        this.inside = inside;
    }

    static String root(String tree) {
        return Reserved.path("kept", tree);
    }

    static String pathOf(String tree, long generation, String path) {
        return root(tree) + "/" + String.format("%010d", generation) + "/" + path;
    }

    /** Keeps a copy; fails with CONDITION_NOT_MET when the file is not that version any more. */
    void keepCopy(LakeFile file) {
        LakeFile known = file;
        if (file.attributes().isEmpty()) {
            known = target.look(file.path())
                    .filter(now -> now.etag().equals(file.etag()))
                    .orElseThrow(() -> changed(file));
        }
        FileAttributes attributes = known.attributes().orElse(FileAttributes.none());
        try {
            inside.send(known, pathOf(tree, generation, file.path()), Condition.absent(), same -> attributes);
            tally.kept.increment();
        } catch (LakeException failed) {
            if (failed.kind() == LakeFailure.SOURCE_CHANGED) {
                throw changed(file);
            }
            if (failed.kind() != LakeFailure.CONDITION_NOT_MET) {
                throw failed;
            }
            // An earlier attempt of this pass has kept it.
        }
    }

    /** Keeps the file and takes it away, if it is still that version. */
    void keepAndDelete(LakeFile file) {
        if (target.traits().hierarchical()) {
            String kept = pathOf(tree, generation, file.path());
            directories.holding(kept);
            target.rename(file.path(), file.etag(), kept, Condition.absent());
            tally.kept.increment();
        } else {
            keepCopy(file);
            target.delete(file.path(), file.etag());
        }
    }

    private static LakeException changed(LakeFile file) {
        return new LakeException(
                LakeFailure.CONDITION_NOT_MET, "The target's " + file.path() + " changed before it was kept.", null);
    }
}
