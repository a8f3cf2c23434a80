package io.github.azuredr.datalake.files;

import io.github.azuredr.datalake.manifest.VerificationLevel;
import io.github.azuredr.error.RecoveryException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one pass did.
 *
 * @param tree the tree's name
 * @param generation the pass's number on its target
 * @param epoch the failover epoch it worked under
 * @param startedAt by the given clock
 * @param finishedAt by the given clock
 * @param sourceTime the source service's clock when its listing began; when {@code complete}, whatever the source held
 *     then is on the target
 * @param files counts of files by what became of them
 * @param bytesCopied through here or by the services
 * @param verified copied and recognised files by level
 * @param refusals the first hundred paths refused
 * @param refused how many there were
 * @param complete whether the target now holds everything the source held at {@code sourceTime}
 */
public record PassReport(
        String tree,
        long generation,
        long epoch,
        Instant startedAt,
        Instant finishedAt,
        Instant sourceTime,
        FileCounts files,
        long bytesCopied,
        Map<VerificationLevel, Long> verified,
        List<Refusal> refusals,
        long refused,
        boolean complete) {
    /** Copies the collections in. */
    public PassReport {
        verified = Map.copyOf(verified);
        refusals = List.copyOf(refusals);
    }

    /** This report, or an exception that names the first refusal when the pass is not complete. */
    public PassReport orThrow() {
        if (complete) {
            return this;
        }
        String first = refusals.isEmpty()
                ? ""
                : " The first: " + refusals.get(0).path() + ": "
                        + refusals.get(0).reason();
        throw new RecoveryException(
                "The pass over tree " + tree + " is not complete: " + refused + " paths were refused." + first,
                "settle the refused paths and run the pass again; what is finished is not copied again.");
    }

    /**
     * Files by what became of them.
     *
     * @param listed on the source
     * @param copied through here
     * @param copiedByService from one service to the other
     * @param skipped up to date
     * @param recognised copied by an earlier pass that was killed before it could say so
     * @param recreated copied because the target's copy had disappeared
     * @param deleted on the target
     * @param kept versions put aside before they were overwritten or deleted
     * @param heldBack left for the next pass because they changed during this one
     * @param foreign only on the target and never replication's: untouched
     */
    public record FileCounts(
            long listed,
            long copied,
            long copiedByService,
            long skipped,
            long recognised,
            long recreated,
            long deleted,
            long kept,
            long heldBack,
            long foreign) {}
}
