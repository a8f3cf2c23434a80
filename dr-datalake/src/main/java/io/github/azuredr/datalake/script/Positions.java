package io.github.azuredr.datalake.script;

/** Turns growing offsets into lines and columns in one pass; CR, LF and CRLF each end a line. */
final class Positions {
    private final char[] text;
    private int offset;
    private int line = 1;
    private int lineStart;

    Positions(char[] text) {
        this.text = text;
    }

    /** Moves on to an offset not before the last one. */
    Positions advanceTo(int target) {
        for (int i = offset; i < target; i++) {
            char c = text[i];
            if (c > '\r') {
                continue;
            }
            if (c == '\n' || c == '\r' && !(i + 1 < text.length && text[i + 1] == '\n')) {
                line++;
                lineStart = i + 1;
            }
        }
        offset = Math.max(offset, target);
        return this;
    }

    int line() {
        return line;
    }

    int column() {
        return offset - lineStart + 1;
    }
}
