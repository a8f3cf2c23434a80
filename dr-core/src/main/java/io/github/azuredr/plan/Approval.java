package io.github.azuredr.plan;

import io.github.azuredr.error.Redaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A person's word for one plan: single-use and expiring.
 *
 * @param id the plan's hash, so that a plan starts one run at most; the journal remembers which were used
 * @param by who
 * @param because why, such as an incident number
 * @param planHash the plan's hash, over its stored bytes
 * @param epoch the epoch the plan was made in
 * @param victims what the person agreed to destroy, as printed on the plan page
 * @param lossCeiling the most that may be lost; a run that finds more pauses at its fence
 * @param accepted ids of concerns accepted by name
 * @param givenAt when
 * @param expiresAt when it can no longer start a run
 */
public record Approval(
        String id,
        String by,
        String because,
        String planHash,
        long epoch,
        List<String> victims,
        Optional<Duration> lossCeiling,
        List<String> accepted,
        Instant givenAt,
        Instant expiresAt) {
    /** Copies its lists and takes what looks like a secret out of its texts. */
    public Approval {
        by = Redaction.of(by);
        because = Redaction.of(because);
        victims = List.copyOf(victims);
        accepted = List.copyOf(accepted);
    }
}
