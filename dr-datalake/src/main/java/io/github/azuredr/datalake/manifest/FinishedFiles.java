package io.github.azuredr.datalake.manifest;

import io.github.azuredr.datalake.store.Condition;
import io.github.azuredr.datalake.store.FileAttributes;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.Patience;
import io.github.azuredr.datalake.store.Reserved;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What a running pass finished, written in create-only batches. Before each batch the pass looks whether it still holds
 * the head, so that a pass that was superseded stops within one batch. Safe for several threads.
 */
public final class FinishedFiles {
    private static final Duration LONGEST_UNWRITTEN = Duration.ofSeconds(5);

    private final LakePort target;
    private final String directory;
    private final Patience patience;
    private final Clock clock;
    private final int batch;
    private final BooleanSupplier stillHeld;
    private final Object writing = new Object();
    private List<ManifestEntry> waiting = new ArrayList<>();
    private Instant waitingSince;
    private long batches;
    private long recorded;

    FinishedFiles(
            LakePort target,
            String tree,
            long generation,
            Patience patience,
            Clock clock,
            int batch,
            BooleanSupplier stillHeld) {
        this.target = target;
        this.directory = Reserved.path(tree, "journal", String.format("%010d", generation));
        this.patience = patience;
        this.clock = clock;
        this.batch = batch;
        this.stillHeld = stillHeld;
        this.waitingSince = clock.instant();
    }

    /** Adds a finished path; now and then this writes a batch. */
    public void add(ManifestEntry entry) {
        boolean due;
        synchronized (this) {
            if (waiting.isEmpty()) {
                waitingSince = clock.instant();
            }
            waiting.add(entry);
            due = waiting.size() >= batch
                    || Duration.between(waitingSince, clock.instant()).compareTo(LONGEST_UNWRITTEN) >= 0;
        }
        if (due) {
            flush();
        }
    }

    /** Writes what waits. */
    public void flush() {
        synchronized (writing) {
            List<ManifestEntry> now;
            synchronized (this) {
                now = waiting;
                waiting = new ArrayList<>();
                waitingSince = clock.instant();
            }
            if (now.isEmpty()) {
                return;
            }
            if (!stillHeld.getAsBoolean()) {
                throw new PassRefused(
                        "A newer pass or a fence has taken the target's manifest; this pass stopped.",
                        "let the newer one finish.");
            }
            byte[] text = ManifestText.of(now);
            for (int attempt = 1; ; attempt++) {
                batches++;
                try {
                    target.put(
                            directory + "/" + String.format("%08d", batches),
                            Condition.absent(),
                            text,
                            FileAttributes.none());
                    recorded += now.size();
                    return;
                } catch (LakeException failed) {
                    // A batch whose answer was lost is written again under the next number: reading twice is harmless.
                    boolean again = failed.kind().worthRetrying() || failed.kind() == LakeFailure.CONDITION_NOT_MET;
                    if (!again || attempt >= patience.attempts()) {
                        throw failed;
                    }
                    patience.waitAfter(attempt);
                }
            }
        }
    }

    /** How many batches were sent. */
    long written() {
        synchronized (writing) {
            return batches;
        }
    }

    long recorded() {
        synchronized (writing) {
            return recorded;
        }
    }
}
