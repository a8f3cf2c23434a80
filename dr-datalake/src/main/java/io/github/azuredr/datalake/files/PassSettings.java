package io.github.azuredr.datalake.files;

import java.time.Duration;

/**
 * What a tree's owner chooses.
 *
 * @param largestDeletedShare above this share of the files known to the manifest, between 0 and 1, deletions wait for a
 *     person; only with 1 may a pass delete everything
 * @param alwaysDeletable this many deletions pass whatever share they are, as long as something remains
 * @param retention how long deleted and overwritten versions are kept
 * @param deltaTables whether a {@code _delta_log} is published after the data files of its table
 * @param heapLimit bytes of heap for each sort of a pass
 */
public record PassSettings(
        double largestDeletedShare, long alwaysDeletable, Duration retention, boolean deltaTables, long heapLimit) {
    /** Checks the parts. */
    public PassSettings {
        if (largestDeletedShare < 0 || largestDeletedShare > 1) {
            throw new IllegalArgumentException(
                    "largestDeletedShare: between 0 and 1, was " + largestDeletedShare + "; 0.1 is the default");
        }
        if (alwaysDeletable < 0) {
            throw new IllegalArgumentException("alwaysDeletable: 0 or more, was " + alwaysDeletable);
        }
        if (retention.isNegative()) {
            throw new IllegalArgumentException("retention: must not be negative, was " + retention);
        }
        if (heapLimit < 1) {
            throw new IllegalArgumentException("heapLimit: at least 1 byte, was " + heapLimit);
        }
    }

    /** A tenth of the files, 20 always, 30 days, Delta tables recognised, 6 MiB per sort. */
    public static PassSettings ofDefaults() {
        return new PassSettings(0.1, 20, Duration.ofDays(30), true, 6L * 1024 * 1024);
    }

    /** The same with another deletion guard. */
    public PassSettings withDeletionGuard(double share, long always) {
        return new PassSettings(share, always, retention, deltaTables, heapLimit);
    }

    /** The same with another retention. */
    public PassSettings withRetention(Duration other) {
        return new PassSettings(largestDeletedShare, alwaysDeletable, other, deltaTables, heapLimit);
    }

    /** The same with another heap limit. */
    public PassSettings withHeapLimit(long bytes) {
        return new PassSettings(largestDeletedShare, alwaysDeletable, retention, deltaTables, bytes);
    }
}
