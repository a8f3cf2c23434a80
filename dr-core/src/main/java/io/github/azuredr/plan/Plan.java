package io.github.azuredr.plan;

import io.github.azuredr.codec.Codec;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Victim;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What would be done: the bytes that are stored, hashed and approved, and what they say. */
public final class Plan {
    private static final Codec CODEC = PlanCodec.codec();

    /** The id of the concern that a reprotect has something to reconcile, even when no workload has a step for it. */
    public static final String DIVERGED = "diverged";

    private final byte[] bytes;
    private final PlanBody body;
    private final String hash;

    private Plan(byte[] bytes, PlanBody body) {
        this.bytes = bytes;
        this.body = body;
        this.hash = sha256(bytes);
    }

    /** Writes a plan once; the bytes are the plan from here on. */
    public static Plan of(PlanBody body) {
        return new Plan(CODEC.bytes(body), body);
    }

    /** Reads stored bytes; the hash is over these, never over anything written again. */
    public static Plan parse(byte[] stored) {
        return new Plan(stored.clone(), CODEC.read(stored, PlanBody.class));
    }

    /** What the plan says. */
    public PlanBody body() {
        return body;
    }

    /** The stored bytes, UTF-8 JSON. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The stored bytes as text. */
    public String json() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** SHA-256 over the stored bytes, in hex. */
    public String hash() {
        return hash;
    }

    /** Where it ends up. */
    public Goal goal() {
        return body.goal();
    }

    /** The steps in drafted order. */
    public List<PlannedStep> steps() {
        return body.steps();
    }

    /** What it destroys. */
    public List<Victim> victims() {
        return body.steps().stream().flatMap(s -> s.victims().stream()).toList();
    }

    /** Nothing to do: the goal is reached already. */
    public boolean isEmpty() {
        return body.steps().isEmpty() && !movesTheActiveSide() && !reconciles();
    }

    private boolean reconciles() {
        return body.goal() instanceof Goal.Reprotect && body.concerns().stream().anyMatch(c -> c.id().equals(DIVERGED));
    }

    /** Whether it changes which side is active. */
    public boolean movesTheActiveSide() {
        return body.goal().movesTheActiveSide() && !body.target().equals(body.active());
    }

    /** Whether a person must approve it: it moves the active side, destroys something, restores or reprotects. */
    public boolean needsApproval() {
        return movesTheActiveSide()
                || body.steps().stream().anyMatch(s -> s.effect() == EffectKind.DESTROYS)
                || !isEmpty() && (body.goal() instanceof Goal.Reprotect || body.goal() instanceof Goal.RestoreTo);
    }

    /** Concerns that hold it back altogether. */
    public List<Concern> blockers() {
        return body.concerns().stream()
                .filter(c -> c.weight() == Concern.Weight.BLOCKS)
                .toList();
    }

    /** Begins a person's approval. */
    public ApprovedPlan approvedBy(String person) {
        return new ApprovedPlan(this, person, "", Optional.empty(), List.of(), List.of(), Duration.ofHours(1));
    }

    /** The page an operator reads. */
    public String text() {
        return new PlanPage(this).text();
    }

    /** Facts about the plan for logs. */
    public Map<String, String> facts() {
        return Map.of(
                "goal",
                body.goal().spoken(),
                "hash",
                hash,
                "steps",
                String.valueOf(body.steps().size()));
    }

    @Override
    public String toString() {
        return "Plan[" + body.goal().spoken() + ", " + body.steps().size() + " steps, " + hash.substring(0, 12) + "]";
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
