package io.github.azuredr.journal;

import io.github.azuredr.step.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far one step of a run is.
 *
 * @param status where it stands
 * @param attempt the last attempt, 0 before the first
 * @param executor who made it
 * @param startedAt when the first attempt was intended
 * @param endedAt when it was settled
 * @param deadline when the last attempt is given up
 * @param notBefore before this moment it is not looked at or tried again
 * @param facts what it left for later steps
 * @param evidence what it proved
 * @param detail the last reason, in a sentence
 */
public record StepProgress(
        Status status,
        int attempt,
        Optional<String> executor,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<Instant> deadline,
        Optional<Instant> notBefore,
        Map<String, String> facts,
        List<Evidence> evidence,
        String detail) {
    /** Where a step stands. */
    public enum Status {
        /** Not begun. */
        PENDING,
        /** An attempt is under way, as far as the journal knows. */
        INTENDED,
        /** Nobody knows whether the effect took place; it is observed next. */
        IN_DOUBT,
        /** It failed for now and is tried again. */
        RETRYING,
        /** Done. */
        DONE,
        /** Left out by a person. */
        SKIPPED,
        /** Left out because its side is lost. */
        DROPPED,
        /** Put off until its side answers or reprotect. */
        DEFERRED,
        /** It declined by a rule; a person decides. */
        REFUSED,
        /** It failed for good; a person decides. */
        FAILED,
        /** Looking could not tell; a person says. */
        UNCLEAR,
        /** Left undone because its workload only should take part. */
        GIVEN_UP;

        /** Whether the run need not wait for it any more. */
        public boolean isSettled() {
            return this == DONE || this == SKIPPED || this == DROPPED || this == DEFERRED || this == GIVEN_UP;
        }

        /** Whether a person has to decide. */
        public boolean needsPerson() {
            return this == REFUSED || this == FAILED || this == UNCLEAR;
        }
    }

    /** Copies its collections. */
    public StepProgress {
        facts = Map.copyOf(facts);
        evidence = List.copyOf(evidence);
    }

    static StepProgress pending() {
        return new StepProgress(
                Status.PENDING,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                "");
    }

    StepProgress intended(int newAttempt, String by, Instant at, Instant until) {
        return new StepProgress(
                Status.INTENDED,
                newAttempt,
                Optional.of(by),
                startedAt.or(() -> Optional.of(at)),
                Optional.empty(),
                Optional.of(until),
                Optional.empty(),
                facts,
                evidence,
                detail);
    }

    StepProgress settled(Status as, Instant at, String why) {
        return new StepProgress(
                as, attempt, executor, startedAt, Optional.of(at), deadline, Optional.empty(), facts, evidence, why);
    }

    StepProgress done(Instant at, Map<String, String> newFacts, List<Evidence> newEvidence) {
        return new StepProgress(
                Status.DONE,
                attempt,
                executor,
                startedAt.or(() -> Optional.of(at)),
                Optional.of(at),
                deadline,
                Optional.empty(),
                newFacts,
                newEvidence,
                "");
    }

    StepProgress open(Status as, Optional<Instant> from, String why) {
        return new StepProgress(
                as, attempt, executor, startedAt, Optional.empty(), deadline, from, facts, evidence, why);
    }
}
