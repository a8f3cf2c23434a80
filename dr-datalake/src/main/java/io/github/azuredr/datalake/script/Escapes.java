package io.github.azuredr.datalake.script;

/** The backslash escapes of C#: simple ones, {@code \}{@code uXXXX}, {@code \UXXXXXXXX} and {@code \x} with 1 to 4 digits. */
final class Escapes {
    /** {@code \x} with all its digits. */
    static final int LONGEST_X = 6;

    private Escapes() {}

    /** A unit as {@code \x} with all its digits, which no digit behind it can join. */
    static String closed(char unit) {
        return String.format("\\x%04x", (int) unit);
    }

    /** The length of the escape that begins at the backslash, or 0 when it is none. */
    static int length(char[] text, int at, int limit) {
        if (at + 1 >= limit) {
            return 0;
        }
        return switch (text[at + 1]) {
            case '\'', '"', '\\', '0', 'a', 'b', 'f', 'n', 'r', 't', 'v' -> 2;
            case 'u' -> digits(text, at + 2, limit, 4) == 4 ? 6 : 0;
            case 'U' ->
                digits(text, at + 2, limit, 8) == 8 && Character.isValidCodePoint(hex(text, at + 2, 8)) ? 10 : 0;
            case 'x' -> {
                int found = digits(text, at + 2, limit, 4);
                yield found == 0 ? 0 : 2 + found;
            }
            default -> 0;
        };
    }

    /** The code point that a valid escape of this length stands for. */
    static int value(char[] text, int at, int length) {
        return switch (text[at + 1]) {
            case '0' -> 0;
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            case 'u', 'U', 'x' -> hex(text, at + 2, length - 2);
            default -> text[at + 1];
        };
    }

    private static int digits(char[] text, int from, int limit, int atMost) {
        int found = 0;
        while (found < atMost && from + found < limit && isHex(text[from + found])) {
            found++;
        }
        return found;
    }

    static boolean isHex(char c) {
        return c < 128 && Character.digit(c, 16) >= 0;
    }

    private static int hex(char[] text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            value = value << 4 | Character.digit(text[i], 16);
        }
        return value;
    }
}
