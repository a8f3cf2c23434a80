package io.github.azuredr.datashare.resource;

/**
 * Something a comparison found that no step settles by itself.
 *
 * @param id short and stable, such as {@code not-clonable}
 * @param weight what it means
 * @param subject what it is about, such as {@code share sales, dataset all}; nothing personal
 * @param text what was found and what to do
 */
public record Finding(String id, Weight weight, String subject, String text) {
    /** What a finding means. */
    public enum Weight {
        /** To be known. */
        NOTE,
        /** Something will be missing in the second region until a person acts. */
        MISSING,
        /** Nothing can be done before it is settled. */
        BLOCKS
    }

    /** To be known. */
    public static Finding note(String id, String subject, String text) {
        return new Finding(id, Weight.NOTE, subject, text);
    }

    /** Something will be missing. */
    public static Finding missing(String id, String subject, String text) {
        return new Finding(id, Weight.MISSING, subject, text);
    }

    /** Nothing can be done. */
    public static Finding blocks(String id, String subject, String text) {
        return new Finding(id, Weight.BLOCKS, subject, text);
    }
}
