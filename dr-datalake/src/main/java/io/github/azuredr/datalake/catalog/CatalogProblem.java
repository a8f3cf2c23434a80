package io.github.azuredr.datalake.catalog;

/**
 * Why one object cannot be replicated; everything that does not need it still can.
 *
 * @param object which one
 * @param rule what was broken
 * @param reason in words, with what to do
 */
public record CatalogProblem(ObjectName object, Rule rule, String reason) {

    /** What was broken. */
    public enum Rule {
        UNKNOWN_COLUMN_TYPE,
        UNKNOWN_DISTRIBUTION,
        NOT_A_DEFINITION,
        NAMES_DIFFER_ONLY_BY_CASE,
        LABEL_NOT_UNDERSTOOD,
        MISSING_SECRET,
        MISSING_SETTING,
        FILE_NOT_COPIED,
        SCRIPT_NOT_DECIDED,
        NEEDS_APPROVAL,
        DELETION_HELD_BACK,
        NEEDS_ANOTHER,
        GOES_IN_A_CIRCLE,
        JOB_FAILED
    }

    @Override
    public String toString() {
        return object + ": " + rule + ": " + reason;
    }
}
