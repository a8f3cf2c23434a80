package io.github.azuredr.datalake.script;

/** What C# takes for a line end, a space and a part of a name. */
final class Characters {
    private static final byte NAME = 1;
    private static final byte DIGIT = 2;
    private static final byte SPACE = 4;
    /** A sign that is a token by itself, whatever stands around it. */
    private static final byte ALONE = 8;

    private static final byte[] ASCII = table();

    private Characters() {}

    private static byte[] table() {
        byte[] table = new byte[128];
        for (int c = 0; c < 128; c++) {
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_') {
                table[c] = NAME;
            } else if (c >= '0' && c <= '9') {
                table[c] = DIGIT;
            } else if (c <= ' ') {
                table[c] = SPACE;
            } else if ("\"'@$=[/".indexOf(c) < 0) {
                table[c] = ALONE;
            }
        }
        return table;
    }

    static boolean endsLine(char c) {
        if (c > '\r' && c < '\u0085') {
            return false;
        }
        return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }

    static boolean isSpace(char c) {
        if (c < 128) {
            return ASCII[c] == SPACE;
        }
        return c == '\ufeff' || endsLine(c) || Character.isSpaceChar(c);
    }

    /** Whether no space or comment can begin with it. */
    static boolean endsTrivia(char c) {
        return c > ' ' && c < 127 && c != '/';
    }

    static boolean isPlainSymbol(char c) {
        return c < 128 && ASCII[c] == ALONE;
    }

    static boolean startsName(char c) {
        return c < 128 ? ASCII[c] == NAME : Character.isLetter(c);
    }

    static boolean continuesName(char c) {
        if (c < 128) {
            return (ASCII[c] & (NAME | DIGIT)) != 0;
        }
        return Character.isLetterOrDigit(c)
                || switch (Character.getType(c)) {
                    case Character.CONNECTOR_PUNCTUATION,
                            Character.NON_SPACING_MARK,
                            Character.COMBINING_SPACING_MARK -> true;
                    default -> false;
                };
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** A letter or digit as account names have them, in either case. */
    static boolean inAccount(char c) {
        return c < 128 && c != '_' && (ASCII[c] & (NAME | DIGIT)) != 0;
    }
}
