package io.github.azuredr.journal;

import io.github.azuredr.codec.Codec;
import io.github.azuredr.codec.CodecException;
import io.github.azuredr.plan.PlanCodec;
import io.github.azuredr.recovery.LossLedger;
import io.github.azuredr.recovery.Memo;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.recovery.Verification;
import io.github.azuredr.step.Evidence;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The bytes of a record: {@code {v, n, prev, at, by, id, entry}} as UTF-8 JSON. */
final class RecordCodec {
    private static final int VERSION = 1;
    private static final Map<String, Class<? extends Entry>> KINDS = kinds();

    /** One for all: building it and learning the records' shapes costs more than reading a small journal. */
    private static final Codec CODEC = codecOfRecords();

    private static Codec codecOfRecords() {
        return PlanCodec.codec()
                .knowing(Entry.class, KINDS)
                .knowing(
                        Outcome.Answer.class,
                        Map.of(
                                "done", Outcome.Done.class,
                                "refused", Outcome.Refused.class,
                                "failed", Outcome.Failed.class,
                                "in-doubt", Outcome.InDoubt.class))
                .knowing(
                        Presence.class,
                        Map.of(
                                "present", Presence.Present.class,
                                "absent", Presence.Absent.class,
                                "unclear", Presence.Unclear.class))
                .knowing(
                        Evidence.class,
                        Map.of(
                                "recovery-point", RecoveryPoint.class,
                                "verification", Verification.class,
                                "loss-ledger", LossLedger.class,
                                "memo", Memo.class));
    }

    private record Written(int v, long n, String prev, Instant at, String by, String id, Entry entry) {}

    byte[] write(long n, String prev, Instant at, String by, String id, Entry entry) {
        return CODEC.bytes(new Written(VERSION, n, prev, at, by, id, entry));
    }

    JournalRecord read(byte[] stored) {
        Written written;
        try {
            written = CODEC.read(stored, Written.class);
        } catch (CodecException e) {
            written = unknown(stored).orElseThrow(() -> e);
        }
        return new JournalRecord(
                written.n(), written.prev(), written.at(), written.by(), written.id(), written.entry(), sha256(stored));
    }

    /** A kind written by a newer version: kept by name; critical unless its writer said {@code "critical": "no"}. */
    private Optional<Written> unknown(byte[] stored) {
        return CODEC.peek(stored, "entry", "kind")
                .filter(kind -> !KINDS.containsKey(kind))
                .map(kind -> {
                    boolean critical = !CODEC.peek(stored, "entry", "critical").equals(Optional.of("no"));
                    return new Written(
                            VERSION,
                            CODEC.peekNumber(stored, "n"),
                            CODEC.peek(stored, "prev").orElse(""),
                            Instant.parse(CODEC.peek(stored, "at").orElse("1970-01-01T00:00:00Z")),
                            CODEC.peek(stored, "by").orElse(""),
                            CODEC.peek(stored, "id").orElse(""),
                            new Entry.Unknown(kind, critical));
                });
    }

    Codec codec() {
        return CODEC;
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Map<String, Class<? extends Entry>> kinds() {
        Map<String, Class<? extends Entry>> kinds = new LinkedHashMap<>();
        kinds.put("genesis", Entry.Genesis.class);
        kinds.put("workloads-changed", Entry.WorkloadsChanged.class);
        kinds.put("observed", Entry.Observed.class);
        kinds.put("run-started", Entry.RunStarted.class);
        kinds.put("step-intended", Entry.StepIntended.class);
        kinds.put("step-answered", Entry.StepAnswered.class);
        kinds.put("step-observed", Entry.StepObserved.class);
        kinds.put("step-decided", Entry.StepDecided.class);
        kinds.put("fenced", Entry.Fenced.class);
        kinds.put("routed", Entry.Routed.class);
        kinds.put("run-paused", Entry.RunPaused.class);
        kinds.put("run-resumed", Entry.RunResumed.class);
        kinds.put("run-forced", Entry.RunForced.class);
        kinds.put("loss-accepted", Entry.LossAccepted.class);
        kinds.put("run-cancelled", Entry.RunCancelled.class);
        kinds.put("run-adopted", Entry.RunAdopted.class);
        kinds.put("run-finished", Entry.RunFinished.class);
        kinds.put("side-returned", Entry.SideReturned.class);
        kinds.put("deferred-intended", Entry.DeferredIntended.class);
        kinds.put("deferred-answered", Entry.DeferredAnswered.class);
        kinds.put("deferred-lapsed", Entry.DeferredLapsed.class);
        return kinds;
    }
}
