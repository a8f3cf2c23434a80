package io.github.azuredr.streamanalytics.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A word, a quoted name, a text or a sign of a query.
 *
 * @param text without quotes or brackets
 * @param kind what it is
 */
record Token(String text, Kind kind) {
    enum Kind {
        WORD,
        QUOTED,
        TEXT,
        SIGN
    }

    boolean is(String keyword) {
        return kind == Kind.WORD && text.toUpperCase(Locale.ROOT).equals(keyword);
    }

    boolean sign(char sign) {
        return kind == Kind.SIGN && text.charAt(0) == sign;
    }

    boolean name() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /** Splits a query; comments are left out. */
    static List<Token> of(String query) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < query.length()) {
            char here = query.charAt(at);
            if (Character.isWhitespace(here)) {
                at++;
            } else if (query.startsWith("--", at)) {
                int end = query.indexOf('\n', at);
                at = end < 0 ? query.length() : end;
            } else if (query.startsWith("/*", at)) {
                at = closing(query, "*/", at + 2) + 2;
            } else if (here == '\'') {
                int end = text(query, at + 1);
                tokens.add(new Token(query.substring(at + 1, end), Kind.TEXT));
                at = end + 1;
            } else if (here == '[' || here == '"') {
                int end = closing(query, here == '[' ? "]" : "\"", at + 1);
                tokens.add(new Token(query.substring(at + 1, end), Kind.QUOTED));
                at = end + 1;
            } else if (Character.isLetterOrDigit(here) || here == '_' || here == '@') {
                int end = at;
                while (end < query.length() && word(query.charAt(end))) {
                    end++;
                }
                tokens.add(new Token(query.substring(at, end), Kind.WORD));
                at = end;
            } else {
                tokens.add(new Token(String.valueOf(here), Kind.SIGN));
                at++;
            }
        }
        return tokens;
    }

    private static boolean word(char here) {
        return Character.isLetterOrDigit(here) || here == '_' || here == '@';
    }

    private static int closing(String query, String end, int from) {
        int at = query.indexOf(end, from);
        if (at < 0) {
            throw new IllegalArgumentException(
                    "query: what opens at character " + (from - 1) + " is never closed by " + end);
        }
        return at;
    }

    /** The closing quote; a doubled one is part of the text. */
    private static int text(String query, int from) {
        int at = closing(query, "'", from);
        while (query.startsWith("''", at)) {
            at = closing(query, "'", at + 2);
        }
        return at;
    }
}
