package io.github.azuredr.datalake.script;

/**
 * Something a person should look at.
 *
 * @param line 1-based; CR, LF and CRLF each end a line
 * @param column 1-based, of the first character of {@code text}, in UTF-16 units
 * @param text what stands there in the original, cut before a query string, a key or a password could begin
 * @param reason why it was not decided
 */
public record Undecided(int line, int column, String text, Reason reason) {

    /** Why something is shown instead of decided. */
    public enum Reason {
        /** A complete address of an account that the mapping does not name. */
        UNMAPPED_ACCOUNT(true),
        /** The account cannot be told from the text: the host is built at run time or is not one of Azure's. */
        UNRESOLVED_AUTHORITY(true),
        /** A mapped account's name without an address around it. */
        BARE_ACCOUNT_NAME(true),
        /** Rewritten, but the literal has holes filled at run time. */
        INTERPOLATED(false),
        /** An address used as data or by code, not as a path; left alone. */
        URI_OUTSIDE_PATH_POSITION(false),
        /** An address inside a longer text; left alone. */
        EMBEDDED_URI(false);

        private final boolean blocking;

        Reason(boolean blocking) {
            this.blocking = blocking;
        }

        /** Whether a failover should wait until a person has decided. */
        public boolean blocking() {
            return blocking;
        }
    }

    @Override
    public String toString() {
        return line + ":" + column + " " + reason + " " + text;
    }
}
