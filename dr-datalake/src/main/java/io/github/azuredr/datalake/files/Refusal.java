package io.github.azuredr.datalake.files;

/**
 * A path a pass would not touch.
 *
 * @param path the path
 * @param rule which rule refused
 * @param reason in words, with what to do
 */
public record Refusal(String path, Rule rule, String reason) {
    /** Rule, path and reason in one line. */
    public String text() {
        return rule + (path.isEmpty() ? ": " : " " + path + ": ") + reason;
    }

    /** Why a path was refused. */
    public enum Rule {
        /** Someone other than replication wrote the target; the pass stops. */
        TARGET_CHANGED_BY_ANOTHER,
        /** More deletions than the guard allows. */
        TOO_MANY_DELETIONS,
        /** The bytes read do not have the content hash the source states. */
        SOURCE_IS_DAMAGED,
        /** The service refused this file, or did not answer however often it was asked. */
        CALL_FAILED
    }
}
