package io.github.azuredr.datalake.script;

/**
 * One edit. Replacing {@code from} by {@code to} at each place gives exactly the rewritten text.
 *
 * @param line 1-based; CR, LF and CRLF each end a line
 * @param column 1-based, of the first character replaced, in UTF-16 units (a byte-order mark counts as one)
 * @param from the account's name as it was written, escapes included
 * @param to the name that replaced it
 */
public record Rewrite(int line, int column, String from, String to) {
    @Override
    public String toString() {
        return line + ":" + column + " " + from + " -> " + to;
    }
}
