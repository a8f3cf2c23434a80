package io.github.azuredr.run;

import io.github.azuredr.journal.JournalState;
import io.github.azuredr.plan.Plan;
import java.util.Optional;

/** A condition of the application's own that can refuse the start of a run; pure, and asked again after every conflict. */
public interface SafetyRule {

    /** A short stable name; a refusal names it. */
    String name();

    /** Why this plan must not start now, or empty. */
    Optional<String> objection(Plan plan, JournalState now);
}
