package io.github.azuredr.datalake.script;

/**
 * Skips, in one cheap pass, statements in which there is provably nothing to rewrite, to report or to refuse. Whatever it
 * is not sure of is left to the real lexer, which then reads that statement; so it may only err by skipping too little.
 */
final class QuietText {
    private static final int NOT_QUIET = -1;
    private static final int LONGEST_STRING = 4096;
    private static final int DOTS_OF_THREE_PARTS = 2;

    /** A sign the tables know nothing about, as all behind it are. */
    private static final int LAST = 127;

    /** In the table by not being put there: braces, dollar signs, backslashes and what is not ASCII. */
    private static final byte WORD = 1;

    private static final byte SPACE = 2;
    private static final byte SIGN = 3;
    private static final byte DOT = 4;
    private static final byte OPENS = 5;

    private static final byte[] OUTSIDE = outside();
    /** The signs of a string that neither end it nor stand in the middle of an address. */
    private static final boolean[] IN_STRING = inString();

    private final char[] text;
    private final PathMapping mapping;
    private final int longestString;
    private int unsure;

    QuietText(char[] text, PathMapping mapping, ScriptLimits limits) {
        this.text = text;
        this.mapping = mapping;
        this.longestString = Math.min(LONGEST_STRING, limits.literalBytes() / 3);
    }

    private static byte[] outside() {
        byte[] table = new byte[LAST + 1];
        for (char c = 0; c < LAST; c++) {
            if (Characters.continuesName(c)) {
                table[c] = WORD;
            } else if (Characters.isSpace(c)) {
                table[c] = SPACE;
            } else if (c == '.') {
                table[c] = DOT;
            } else if ("\"'/[@;".indexOf(c) >= 0) {
                table[c] = OPENS;
            } else if ("{}$".indexOf(c) < 0) {
                table[c] = SIGN;
            }
        }
        return table;
    }

    private static boolean[] inString() {
        boolean[] table = new boolean[LAST + 1];
        for (char c = ' '; c < LAST; c++) {
            table[c] = "\"\\:.=@".indexOf(c) < 0;
        }
        return table;
    }

    /**
     * Where the first statement begins that may hold something, or the given offset when the rest of this one may. What
     * was not quiet once is not looked at again, so that every sign is read here once.
     *
     * @param from behind a token, outside of braces
     * @param begins whether a statement begins there
     */
    int skip(int from, boolean begins) {
        if (from < unsure) {
            return from;
        }
        boolean begun = begins;
        char[] chars = text;
        int length = chars.length;
        int statement = from;
        int dots = 0;
        boolean afterDot = false;
        int word = from;
        int before = from;
        int i = from;
        while (i < length) {
            char c = chars[i];
            byte means = OUTSIDE[Math.min(c, LAST)];
            int token = i;
            if (means == SPACE) {
                i = afterSpace(i + 1);
                statement = begun && statement == token ? i : statement;
            } else if (means == WORD || c == '[') {
                if (!afterDot) {
                    dots = 0;
                    before = word;
                    word = i;
                }
                afterDot = false;
                i = means == WORD ? afterWord(i + 1) : afterBracket(i + 1);
            } else if (means == DOT) {
                i++;
                dots++;
                afterDot = true;
                // Four parts may begin with an account, and so may the three of an assembly.
                if (dots > DOTS_OF_THREE_PARTS || dots == DOTS_OF_THREE_PARTS && mayIntroduceAssembly(before)) {
                    i = NOT_QUIET;
                }
            } else if (isComment(i)) {
                i = chars[i + 1] == '/' ? afterLine(i + 2) : afterBlock(i + 2);
                statement = begun && statement == token && i > 0 ? i : statement;
            } else {
                dots = 0;
                afterDot = false;
                i = means == SIGN ? i + 1 : means == OPENS ? afterOpening(c, i) : NOT_QUIET;
                if (c == ';') {
                    statement = i;
                    begun = true;
                }
            }
            if (i < 0) {
                unsure = token;
                return statement;
            }
        }
        unsure = length;
        return statement;
    }

    private boolean isComment(int at) {
        char next = text[at] == '/' && at + 1 < text.length ? text[at + 1] : UsqlLexer.NO_SYMBOL;
        return next == '/' || next == '*';
    }

    private int afterSpace(int from) {
        char[] chars = text;
        int i = from;
        while (i < chars.length && chars[i] == ' ') {
            i++;
        }
        return i;
    }

    private int afterWord(int from) {
        char[] chars = text;
        int i = from;
        while (i < chars.length && OUTSIDE[Math.min(chars[i], LAST)] == WORD) {
            i++;
        }
        return i;
    }

    /** Whether ASSEMBLY or EXISTS could stand there. */
    private boolean mayIntroduceAssembly(int word) {
        char first = text[word];
        return first == 'A' || first == 'a' || first == 'E' || first == 'e';
    }

    /** Behind a bracket that means the same whether it quotes a name or indexes. */
    private int afterBracket(int from) {
        char[] chars = text;
        int i = afterWord(from);
        while (i < chars.length && chars[i] == ' ') {
            i = afterWord(i + 1);
        }
        boolean closed = i + 1 < chars.length && chars[i] == ']' && chars[i + 1] != ']';
        return closed ? i + 1 : NOT_QUIET;
    }

    private int afterOpening(char c, int at) {
        char next = at + 1 < text.length ? text[at + 1] : UsqlLexer.NO_SYMBOL;
        return switch (c) {
            case '"' -> afterString(at + 1, false);
            case '\'' -> afterCharacter(at + 1);
            case '@' -> next == '"' ? afterString(at + 2, true) : next == '$' ? NOT_QUIET : at + 1;
            default -> at + 1;
        };
    }

    private int afterString(int from, boolean verbatim) {
        char[] chars = text;
        int last = Math.min(chars.length, from + longestString) - 1;
        int i = from;
        while (i < last) {
            char c = chars[i];
            if (IN_STRING[Math.min(c, LAST)]) {
                i++;
            } else if (c == '"') {
                boolean ends = !(verbatim && chars[i + 1] == '"') && !isMapped(from, i);
                return ends ? i + 1 : NOT_QUIET;
            } else if (c == ':' && chars[i + 1] != '/' || c == '.' && StoreHost.at(chars, i, chars.length) == null) {
                i++;
            } else {
                return NOT_QUIET;
            }
        }
        return NOT_QUIET;
    }

    private boolean isMapped(int from, int to) {
        return mapping.mayBeSource(text, from, to) && mapping.isSource(new String(text, from, to - from));
    }

    private int afterCharacter(int from) {
        char[] chars = text;
        boolean simple = from + 1 < chars.length
                && chars[from] >= ' '
                && chars[from] < 127
                && chars[from] != '\\'
                && chars[from] != '\''
                && chars[from + 1] == '\'';
        return simple ? from + 2 : NOT_QUIET;
    }

    private int afterLine(int from) {
        char[] chars = text;
        int i = from;
        while (i < chars.length && !Characters.endsLine(chars[i])) {
            i++;
        }
        return i;
    }

    private int afterBlock(int from) {
        char[] chars = text;
        for (int i = from; i < chars.length - 1; i++) {
            if (chars[i] == '*' && chars[i + 1] == '/') {
                return i + 2;
            }
        }
        return NOT_QUIET;
    }
}
