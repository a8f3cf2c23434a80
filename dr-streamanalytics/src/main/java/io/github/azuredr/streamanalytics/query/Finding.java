package io.github.azuredr.streamanalytics.query;

/**
 * One thing the linter says.
 *
 * @param weight how bad
 * @param output the output it is about; empty when it is about the query
 * @param text what is wrong and what to do
 */
public record Finding(Weight weight, String output, String text) {
    /** How bad a finding is. */
    public enum Weight {
        /** The reader cannot work. */
        ERROR,
        /** It works, and the sides may differ. */
        WARNING,
        /** To be known. */
        NOTE
    }
}
