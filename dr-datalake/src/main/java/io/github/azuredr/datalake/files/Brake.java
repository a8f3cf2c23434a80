package io.github.azuredr.datalake.files;

import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;

/** Whether a pass may go on, and what it refused so far; safe for several threads. */
final class Brake {
    private final String target;
    private final PassTally tally;
    private final DeltaTables tables;
    private volatile boolean stopped;

    /**
     * A released brake.
     *
     * @param target the target's name for people
     */
    Brake(String target, PassTally tally, DeltaTables tables) {
        this.target = target;
        this.tally = tally;
        this.tables = tables;
    }

    boolean stopped() {
        return stopped;
    }

    /** Someone other than replication wrote the target: nothing more is written over anything. */
    void changedByAnother(String path) {
        stopped = true;
        tables.hold(path);
        tally.refuse(new Refusal(
                path,
                Refusal.Rule.TARGET_CHANGED_BY_ANOTHER,
                "Someone other than replication wrote it on " + target
                        + ", so it was left as it is and the pass stopped."
                        + " To keep that version, rename it there; to give it up, delete it there;"
                        + " then retry the step, or run a new pass."));
    }

    /** A path could not be brought up to date. */
    void refuse(String path, LakeException failed) {
        if (failed instanceof FileWriter.TargetChanged) {
            changedByAnother(path);
            return;
        }
        tables.hold(path);
        Refusal.Rule rule = Refusal.Rule.CALL_FAILED;
        if (failed instanceof Transfer.DamagedSource) {
            rule = Refusal.Rule.SOURCE_IS_DAMAGED;
        } else if (failed.kind() != LakeFailure.REFUSED) {
            // What was refused for good concerns one file; anything else will not go better with the next.
            stopped = true;
        }
        tally.refuse(new Refusal(path, rule, String.valueOf(failed.getMessage())));
    }
}
