package io.github.azuredr.plan;

import io.github.azuredr.recovery.LossBound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A plan with a person's word, being completed sentence by sentence. The word starts to count when it is given to
 * {@code run}, and by default for one hour after the plan was made.
 *
 * @param plan the plan
 * @param by who approves
 * @param reason why
 * @param lossCeiling the most that may be lost
 * @param accepted ids of concerns accepted by name
 * @param destroyed names of victims that may be destroyed
 * @param validFor how long after planning it may start a run
 */
public record ApprovedPlan(
        Plan plan,
        String by,
        String reason,
        Optional<Duration> lossCeiling,
        List<String> accepted,
        List<String> destroyed,
        Duration validFor) {
    private static final int SHORTEST_HASH = 12;

    /** Copies its lists and refuses a blank name or a negative ceiling. */
    public ApprovedPlan {
        accepted = List.copyOf(accepted);
        destroyed = List.copyOf(destroyed);
        if (by.isBlank()) {
            throw new PlanException("approval.by: must name a person or role");
        }
        if (lossCeiling.filter(Duration::isNegative).isPresent()) {
            throw new PlanException("approval.lossCeiling: must not be negative");
        }
        if (validFor.isNegative() || validFor.isZero()) {
            throw new PlanException("approval.validFor: must be longer than zero, was " + validFor);
        }
    }

    /** Says why. */
    public ApprovedPlan because(String why) {
        return new ApprovedPlan(plan, by, why, lossCeiling, accepted, destroyed, validFor);
    }

    /** Sets the most that may be lost, as time since the last complete recovery point. */
    public ApprovedPlan acceptingLossUpTo(Duration ceiling) {
        return new ApprovedPlan(plan, by, reason, Optional.of(ceiling), accepted, destroyed, validFor);
    }

    /** Accepts that everything may be lost, also of a workload that has no complete recovery point at all. */
    public ApprovedPlan acceptingAnyLoss() {
        return acceptingLossUpTo(LossBound.EVERYTHING);
    }

    /** Accepts concerns by their ids, as the plan page prints them. */
    public ApprovedPlan accepting(String... concernIds) {
        List<String> more = new ArrayList<>(accepted);
        more.addAll(List.of(concernIds));
        return new ApprovedPlan(plan, by, reason, lossCeiling, more, destroyed, validFor);
    }

    /** Agrees to destroy these victims, by their names as the plan page prints them; each one must be named. */
    public ApprovedPlan destroying(String... victims) {
        List<String> more = new ArrayList<>(destroyed);
        more.addAll(List.of(victims));
        return new ApprovedPlan(plan, by, reason, lossCeiling, accepted, more, validFor);
    }

    /**
     * Says which plan the person read, by its hash.
     *
     * @param hash the whole hash, or at least its first 12 characters
     * @throws PlanException when this is another plan
     */
    public ApprovedPlan ofHash(String hash) {
        if (hash.length() < SHORTEST_HASH) {
            throw new PlanException(
                    "approval.hash: must have at least its first " + SHORTEST_HASH + " characters, was '" + hash + "'");
        }
        if (!plan.hash().startsWith(hash.toLowerCase(Locale.ROOT))) {
            throw new PlanException("approval.hash: the approval is for plan " + hash + ", but this is plan "
                    + plan.hash() + "; read it and approve again");
        }
        return this;
    }

    /** Sets how long after planning the approval may start a run. */
    public ApprovedPlan validFor(Duration duration) {
        return new ApprovedPlan(plan, by, reason, lossCeiling, accepted, destroyed, duration);
    }
}
