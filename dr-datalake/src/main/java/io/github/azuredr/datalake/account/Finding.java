package io.github.azuredr.datalake.account;

/**
 * Something a comparison found that no step settles by itself.
 *
 * @param id short and stable, such as {@code only-on-standby}
 * @param weight what it means
 * @param subject what it is about, such as {@code store account prodlake}
 * @param text what was found and what to do
 */
public record Finding(String id, Weight weight, String subject, String text) {
    /** What a finding means. */
    public enum Weight {
        /** To be known. */
        NOTE,
        /** Something will be missing or different in the second region until a person acts. */
        MISSING,
        /** Nothing can be done about the subject, nor about what is built on it, before it is settled. */
        BLOCKS
    }

    /** To be known. */
    static Finding note(String id, String subject, String text) {
        return new Finding(id, Weight.NOTE, subject, text);
    }

    /** Something will be missing. */
    static Finding missing(String id, String subject, String text) {
        return new Finding(id, Weight.MISSING, subject, text);
    }

    /** Nothing can be done. */
    static Finding blocks(String id, String subject, String text) {
        return new Finding(id, Weight.BLOCKS, subject, text);
    }

    /** As people read it. */
    String sentence() {
        return subject + ": " + text;
    }
}
