package io.github.azuredr.datalake.script;

import org.jspecify.annotations.Nullable;

/** One level of brackets: what a string directly in it would be, and which clause may still turn it into a path. */
final class Frame {
    /** What a string means at this level. */
    enum Mode {
        /** Not a path, but clauses may begin here. */
        CLAUSES,
        /** A path, or a part of one. */
        PATH,
        /** C#: keywords are just names, strings are data. */
        CODE
    }

    final @Nullable Frame outer;
    final char opener;
    Mode mode;
    /** The statement or clause whose path is still to come. */
    Keyword awaiting = Keyword.NONE;
    /** Whether the sources of a query are being listed, so that a comma is followed by another. */
    boolean listsSources;

    Frame(@Nullable Frame outer, char opener, Mode mode) {
        this.outer = outer;
        this.opener = opener;
        this.mode = mode;
    }

    boolean isStatement() {
        return outer == null;
    }

    /** Begins anew, as behind a semicolon. */
    void reset() {
        mode = Mode.CLAUSES;
        awaiting = Keyword.NONE;
        listsSources = false;
    }
}
