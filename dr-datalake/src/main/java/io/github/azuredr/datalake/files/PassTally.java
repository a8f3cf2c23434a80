package io.github.azuredr.datalake.files;

import io.github.azuredr.datalake.manifest.VerificationLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Counts while a pass runs; safe for several threads. */
final class PassTally {
    private static final int REFUSALS_KEPT = 100;

    final LongAdder listed = new LongAdder();
    final LongAdder copied = new LongAdder();
    final LongAdder copiedByService = new LongAdder();
    final LongAdder skipped = new LongAdder();
    final LongAdder recognised = new LongAdder();
    final LongAdder recreated = new LongAdder();
    final LongAdder deleted = new LongAdder();
    final LongAdder kept = new LongAdder();
    final LongAdder heldBack = new LongAdder();
    final LongAdder foreign = new LongAdder();
    final LongAdder bytes = new LongAdder();
    private final Map<VerificationLevel, LongAdder> verified = new EnumMap<>(VerificationLevel.class);
    private final List<Refusal> refusals = new ArrayList<>();
    private long refused;
    private boolean incomplete;

    PassTally() {
        for (VerificationLevel level : VerificationLevel.values()) {
            verified.put(level, new LongAdder());
        }
    }

    void verified(VerificationLevel level) {
        LongAdder count = verified.get(level);
        if (count != null) {
            count.increment();
        }
    }

    synchronized void refuse(Refusal refusal) {
        refused++;
        if (refusals.size() < REFUSALS_KEPT) {
            refusals.add(refusal);
        }
    }

    synchronized void incomplete() {
        incomplete = true;
    }

    synchronized boolean complete() {
        return refused == 0 && !incomplete;
    }

    synchronized Optional<Refusal> firstRefusal() {
        return refusals.stream().findFirst();
    }

    synchronized long refused() {
        return refused;
    }

    synchronized PassReport report(
            String tree, long generation, long epoch, Instant startedAt, Instant finishedAt, Instant sourceTime) {
        Map<VerificationLevel, Long> levels = new EnumMap<>(VerificationLevel.class);
        verified.forEach((level, count) -> levels.put(level, count.sum()));
        return new PassReport(
                tree,
                generation,
                epoch,
                startedAt,
                finishedAt,
                sourceTime,
                new PassReport.FileCounts(
                        listed.sum(),
                        copied.sum(),
                        copiedByService.sum(),
                        skipped.sum(),
                        recognised.sum(),
                        recreated.sum(),
                        deleted.sum(),
                        kept.sum(),
                        heldBack.sum(),
                        foreign.sum()),
                bytes.sum(),
                levels,
                refusals,
                refused,
                complete());
    }
}
