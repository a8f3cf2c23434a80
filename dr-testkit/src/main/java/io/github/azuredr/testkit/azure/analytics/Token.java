package io.github.azuredr.testkit.azure.analytics;

/**
 * One token of a script.
 *
 * @param kind what it is
 * @param text a word, an unquoted name, a decoded string, a number or a symbol
 * @param start its first character's offset
 * @param end the offset behind it
 */
record Token(Kind kind, String text, int start, int end) {
    enum Kind {
        WORD,
        QUOTED,
        VARIABLE,
        STRING,
        CHARACTER,
        NUMBER,
        SYMBOL,
        END
    }

    boolean is(String word) {
        return (kind == Kind.WORD && text.equalsIgnoreCase(word)) || (kind == Kind.SYMBOL && text.equals(word));
    }
}
