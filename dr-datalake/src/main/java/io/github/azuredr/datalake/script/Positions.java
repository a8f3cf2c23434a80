package io.github.azuredr.datalake.script;

/** Turns growing offsets into lines and columns in one pass; CR, LF and CRLF each end a line. */
final class Positions {
    private final String text;
    private int offset;
    private int line = 1;
    private int lineStart;
    private int nextLf;
    private int nextCr;

    Positions(String text) {
        this.text = text;
        this.nextLf = find('\n', 0);
        this.nextCr = find('\r', 0);
    }

    /** Moves on to an offset not before the last one. */
    Positions advanceTo(int target) {
        while (Math.min(nextLf, nextCr) < target) {
            if (nextLf < nextCr) {
                newLine(nextLf + 1);
                nextLf = find('\n', lineStart);
            } else {
                if (nextLf != nextCr + 1) {
                    newLine(nextCr + 1);
                }
                nextCr = find('\r', nextCr + 1);
            }
        }
        offset = Math.max(offset, target);
        return this;
    }

    private void newLine(int start) {
        line++;
        lineStart = start;
    }

    private int find(char sign, int from) {
        int at = text.indexOf(sign, from);
        return at < 0 ? Integer.MAX_VALUE : at;
    }

    int line() {
        return line;
    }

    int column() {
        return offset - lineStart + 1;
    }
}
