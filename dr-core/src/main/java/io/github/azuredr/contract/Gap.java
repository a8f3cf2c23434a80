package io.github.azuredr.contract;

/**
 * Something that stands between now and a safe failover.
 *
 * @param id short and stable, such as {@code replication-late}; accepted by this name in an approval
 * @param severity how much it matters
 * @param text what is wrong, with the object's name
 * @param next what to do about it
 */
public record Gap(String id, Severity severity, String text, String next) {
    /** How much a gap matters. */
    public enum Severity {
        /** To be known. */
        NOTE,
        /** The failover would work, at a cost. */
        WARNING,
        /** A planned failover is refused; a forced one must accept it by name. */
        CRITICAL
    }

    /** Refuses a blank id. */
    public Gap {
        if (!id.matches("[a-z0-9][a-z0-9-]*")) {
            throw new IllegalArgumentException("gap id '" + id + "': lower-case words joined by hyphens");
        }
    }

    /** A note. */
    public static Gap note(String id, String text) {
        return new Gap(id, Severity.NOTE, text, "");
    }

    /** A warning. */
    public static Gap warning(String id, String text, String next) {
        return new Gap(id, Severity.WARNING, text, next);
    }

    /** A critical gap. */
    public static Gap critical(String id, String text, String next) {
        return new Gap(id, Severity.CRITICAL, text, next);
    }
}
