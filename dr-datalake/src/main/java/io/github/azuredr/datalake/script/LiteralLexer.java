package io.github.azuredr.datalake.script;

import io.github.azuredr.datalake.script.Literal.Notation;
import io.github.azuredr.datalake.script.Literal.Segment;
import java.util.ArrayList;
import java.util.List;

/** Reads one string or character literal; each form of C# 6 has its own method. */
final class LiteralLexer {
    private static final int DEEPEST = 32;

    private final char[] text;
    private final int limit;
    private final int depth;

    LiteralLexer(char[] text, int limit, int depth) {
        this.text = text;
        this.limit = limit;
        this.depth = depth;
    }

    /** {@code "..."}: backslash escapes, one line. */
    Literal regular(int start, int content) {
        boolean escaped = false;
        int i = content;
        while (i < limit) {
            char c = text[i];
            if (c == '"') {
                return plain(start, content, i, escaped ? Notation.ESCAPED : Notation.PLAIN);
            } else if (c == '\\') {
                escaped = true;
                i = afterEscape(start, i);
            } else if (Characters.endsLine(c)) {
                throw new LexicalException(ScriptError.Code.NEWLINE_IN_STRING, start);
            } else {
                i++;
            }
        }
        throw new LexicalException(ScriptError.Code.UNTERMINATED_STRING, start);
    }

    /** {@code @"..."}: only a doubled quote is special, lines may end in it. */
    Literal verbatim(int start, int content) {
        boolean doubled = false;
        int i = content;
        while (i < limit) {
            if (text[i] != '"') {
                i++;
            } else if (isAt(i + 1, '"')) {
                doubled = true;
                i += 2;
            } else {
                return plain(start, content, i, doubled ? Notation.DOUBLED_QUOTES : Notation.PLAIN);
            }
        }
        throw new LexicalException(ScriptError.Code.UNTERMINATED_STRING, start);
    }

    /** {@code $"..."}, or with {@code verbatim} also an at-sign: text, doubled braces and holes. */
    Literal interpolated(int start, int content, boolean verbatim) {
        if (depth >= DEEPEST) {
            throw new LexicalException(ScriptError.Code.NESTED_TOO_DEEP, start);
        }
        Notation notation = verbatim ? Notation.DOUBLED_QUOTES_AND_BRACES : Notation.ESCAPED_AND_DOUBLED_BRACES;
        List<Segment> segments = new ArrayList<>();
        List<Literal> nested = new ArrayList<>();
        int from = content;
        int i = content;
        while (i < limit) {
            char c = text[i];
            boolean doubled = isAt(i + 1, c);
            if (c == '"' && !(verbatim && doubled)) {
                segments.add(new Segment(from, i, notation));
                return new Literal(start, i + 1, true, segments, nested);
            } else if ((c == '"' || c == '{' || c == '}') && doubled) {
                i += 2;
            } else if (c == '{') {
                segments.add(new Segment(from, i, notation));
                i = afterHole(start, i + 1, verbatim, nested);
                from = i;
            } else if (c == '}') {
                throw new LexicalException(ScriptError.Code.UNBALANCED_BRACE, i);
            } else if (c == '\\' && !verbatim) {
                i = afterEscape(start, i);
            } else if (!verbatim && Characters.endsLine(c)) {
                throw new LexicalException(ScriptError.Code.NEWLINE_IN_STRING, start);
            } else {
                i++;
            }
        }
        throw new LexicalException(ScriptError.Code.UNTERMINATED_STRING, start);
    }

    /** The end of the character literal whose quote stands at {@code start}. */
    int afterCharacter(int start) {
        int i = start + 1;
        if (i >= limit || text[i] == '\'' || Characters.endsLine(text[i])) {
            throw new LexicalException(ScriptError.Code.BAD_CHARACTER_LITERAL, start);
        }
        if (text[i] == '\\') {
            i = afterEscape(start, i);
        } else {
            i += Character.isHighSurrogate(text[i]) ? 2 : 1;
        }
        if (!isAt(i, '\'')) {
            throw new LexicalException(ScriptError.Code.BAD_CHARACTER_LITERAL, start);
        }
        return i + 1;
    }

    /** Reads an expression up to the brace that closes it, or to the colon that begins its format. */
    private int afterHole(int start, int from, boolean verbatim, List<Literal> nested) {
        UsqlLexer inner = UsqlLexer.ofHole(text, from, limit, depth + 1, start, !verbatim);
        int open = 0;
        while (inner.next() != Lexeme.END) {
            if (inner.kind() == Lexeme.STRING) {
                nested.add(inner.literal());
            }
            switch (inner.symbol()) {
                case '(', '[', '{' -> open++;
                case ')', ']' -> open--;
                case '}' -> {
                    if (open <= 0) {
                        return inner.end();
                    }
                    open--;
                }
                case ':' -> {
                    if (open <= 0) {
                        return afterFormat(start, inner.end(), verbatim);
                    }
                }
                default -> {
                    // Any other sign belongs to the expression.
                }
            }
        }
        throw new LexicalException(ScriptError.Code.UNTERMINATED_STRING, start);
    }

    private int afterFormat(int start, int from, boolean verbatim) {
        int i = from;
        while (i < limit) {
            char c = text[i];
            boolean doubled = isAt(i + 1, c);
            if ((c == '{' || c == '}' || c == '"' && verbatim) && doubled) {
                i += 2;
            } else if (c == '}') {
                return i + 1;
            } else if (c == '{') {
                throw new LexicalException(ScriptError.Code.UNBALANCED_BRACE, i);
            } else if (c == '"') {
                throw new LexicalException(ScriptError.Code.UNBALANCED_BRACE, start);
            } else if (c == '\\' && !verbatim) {
                i = afterEscape(start, i);
            } else if (!verbatim && Characters.endsLine(c)) {
                throw new LexicalException(ScriptError.Code.NEWLINE_IN_STRING, start);
            } else {
                i++;
            }
        }
        throw new LexicalException(ScriptError.Code.UNTERMINATED_STRING, start);
    }

    private int afterEscape(int start, int at) {
        int length = Escapes.length(text, at, limit);
        if (length > 0) {
            return at + length;
        }
        if (at + 1 >= limit) {
            throw new LexicalException(ScriptError.Code.UNTERMINATED_STRING, start);
        }
        boolean line = Characters.endsLine(text[at + 1]);
        throw line
                ? new LexicalException(ScriptError.Code.NEWLINE_IN_STRING, start)
                : new LexicalException(ScriptError.Code.BAD_ESCAPE, at);
    }

    private boolean isAt(int i, char c) {
        return i < limit && text[i] == c;
    }

    private static Literal plain(int start, int content, int quote, Notation notation) {
        return new Literal(start, quote + 1, false, List.of(new Segment(content, quote, notation)), List.of());
    }
}
