package io.github.azuredr.datalake;

import io.github.azuredr.datalake.files.LakeReplication;
import io.github.azuredr.datalake.files.PassReport;
import io.github.azuredr.datalake.files.PassSettings;
import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.recovery.Verification;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One replication pass over a tree. Its many sends are in its own manifest on the target, not in the journal: an attempt
 * that ended in the middle is resumed by the next.
 *
 * @param tree the tree's name
 * @param from the side to copy from
 * @param settings what the tree's owner chose
 * @param last whether the source has been quieted for good: then nothing may be held back for another pass
 */
record ReplicateTree(String tree, Side from, PassSettings settings, boolean last) implements Step<LakeSide> {
    @Override
    public String title() {
        return "Replicate tree " + tree + " from side " + from + " to side " + from.other();
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CHANGES;
    }

    /**
     * Every write carries the version it may replace. One that expects nothing there cannot know that the path was created
     * and deleted since it was sent: it may bring a deleted file back, and the next pass, which knows its stamp, deletes it.
     */
    @Override
    public Fencing fencing() {
        return Fencing.CONVERGENT;
    }

    @Override
    public Set<Side> touches() {
        return Set.of(Side.A, Side.B);
    }

    @Override
    public Duration timeout() {
        return Duration.ofHours(12);
    }

    /**
     * Running it again is safe: whether an earlier attempt came to its end makes no difference, another pass finds by
     * manifest and stamp what is up to date. A point is proved only by the attempt that saw the tree whole.
     */
    @Override
    public Presence observe(StepContext<LakeSide> at) {
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<LakeSide> at) {
        return Answers.of(() -> {
            LakeSide target = at.on(from.other());
            PassReport report = LakeReplication.of(
                            tree, at.on(from), target, settings, Answers.runtime(at, target.room()))
                    .run(at.epoch());
            if (!report.complete()) {
                return incomplete(report);
            }
            if (last && report.files().heldBack() > 0) {
                return Outcome.failedForNow(report.files().heldBack() + " paths were written or removed in the very"
                        + " second the pass began and were held back; the next pass takes them.");
            }
            Map<String, Long> levels = new TreeMap<>();
            report.verified().forEach((level, count) -> levels.put(nameOf(level), count));
            return Outcome.done()
                    .with("generation", report.generation())
                    .with("copied", report.files().copied() + report.files().copiedByService())
                    .with("bytes", report.bytesCopied())
                    .with("deleted", report.files().deleted())
                    .with("kept", report.files().kept())
                    .proving(RecoveryPoint.complete(from, report.sourceTime())
                            .referring(PointHandle.of(tree, from.other(), report.generation())))
                    .proving(new Verification(levels));
        });
    }

    private static String nameOf(io.github.azuredr.datalake.manifest.VerificationLevel level) {
        return switch (level) {
            case CONTENT_HASH -> Verification.CONTENT_HASH;
            case LENGTH_AND_ETAG -> Verification.LENGTH_AND_ETAG;
        };
    }

    private static Outcome.Answer incomplete(PassReport report) {
        if (report.refusals().isEmpty()) {
            return Outcome.failedForNow("Some files changed while they were copied; another pass takes them.");
        }
        return Outcome.failed(report.refused() + " refused, the first "
                + report.refusals().get(0).text());
    }
}
