package io.github.azuredr.datalake.script;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Walks over the tokens of a U-SQL script, one at a time and without making objects of them, strings apart. Comment
 * openers inside strings are data, and the reverse; what C# refuses in a literal is refused here.
 */
final class UsqlLexer {
    /** The symbol of a token that is none. */
    static final char NO_SYMBOL = '\uffff';
    /** The symbol of {@code =>}. */
    static final char ARROW = '\u21d2';
    /** The symbol of {@code ==}. */
    static final char EQUALS = '\u2261';

    private final char[] text;
    private final int limit;
    private final int owner;
    private final boolean oneLine;
    private final LiteralLexer literals;

    private int triviaOf = -1;
    private int triviaEnd;
    private Lexeme kind = Lexeme.SYMBOL;
    private char symbol = NO_SYMBOL;
    private int start;
    private int end;
    private @Nullable Literal literal;

    private UsqlLexer(char[] text, int from, int limit, int depth, int owner, boolean oneLine) {
        this.text = text;
        this.limit = limit;
        this.end = from;
        this.owner = owner;
        this.oneLine = oneLine;
        this.literals = new LiteralLexer(text, limit, depth);
    }

    static UsqlLexer of(char[] text) {
        return new UsqlLexer(text, 0, text.length, 0, 0, false);
    }

    /** A lexer for the expression inside an interpolated string, which may have to stay on its line. */
    static UsqlLexer ofHole(char[] text, int from, int limit, int depth, int owner, boolean oneLine) {
        return new UsqlLexer(text, from, limit, depth, owner, oneLine);
    }

    Lexeme kind() {
        return kind;
    }

    /** The sign of a symbol, or {@link #NO_SYMBOL}. */
    char symbol() {
        return symbol;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** The string just read. */
    Literal literal() {
        return requireNonNull(literal);
    }

    /** The first sign after this token and the spaces and comments behind it, or {@link #NO_SYMBOL} at the end. */
    char following() {
        int i = afterTrivia(end);
        return i < limit ? text[i] : NO_SYMBOL;
    }

    /** The token that begins at this offset, whatever was read before. */
    Lexeme nextFrom(int offset) {
        kind = Lexeme.SYMBOL;
        symbol = NO_SYMBOL;
        end = offset;
        return next();
    }

    /** Moves on to the next token and says what it is. */
    Lexeme next() {
        int at = oneLine ? readTrivia(end, true) : afterTrivia(end);
        char c = at < limit ? text[at] : NO_SYMBOL;
        // Asked while the fields still hold the token before.
        boolean quotesName = c == '[' && opensName(at);
        symbol = NO_SYMBOL;
        start = at;
        if (Characters.startsName(c)) {
            end = afterName(at + 1);
            kind = Lexeme.NAME;
        } else if (quotesName) {
            end = afterQuotedName(at);
            kind = Lexeme.QUOTED_NAME;
        } else if (at >= limit) {
            end = limit;
            kind = Lexeme.END;
        } else if (Characters.isPlainSymbol(c)) {
            kind = symbol(c, at + 1);
        } else {
            kind = other(c, at);
        }
        return kind;
    }

    private Lexeme other(char c, int at) {
        switch (c) {
            case '"' -> {
                return string(literals.regular(at, at + 1));
            }
            case '\'' -> {
                end = literals.afterCharacter(at);
                return Lexeme.CHARACTER;
            }
            case '@' -> {
                return at(at);
            }
            case '$' -> {
                if (isAt(at + 1, '"')) {
                    return string(literals.interpolated(at, at + 2, false));
                }
                if (isAt(at + 1, '@') && isAt(at + 2, '"')) {
                    return string(literals.interpolated(at, at + 3, true));
                }
            }
            case '=' -> {
                if (isAt(at + 1, '>')) {
                    return symbol(ARROW, at + 2);
                }
                if (isAt(at + 1, '=')) {
                    return symbol(EQUALS, at + 2);
                }
            }
            default -> {
                if (Characters.isDigit(c)) {
                    end = afterNumber(at + 1);
                    return Lexeme.NUMBER;
                }
            }
        }
        return symbol(c, at + 1);
    }

    private Lexeme at(int at) {
        if (isAt(at + 1, '"')) {
            return string(literals.verbatim(at, at + 2));
        }
        if (isAt(at + 1, '$') && isAt(at + 2, '"')) {
            return string(literals.interpolated(at, at + 3, true));
        }
        boolean system = isAt(at + 1, '@');
        int name = system ? at + 2 : at + 1;
        if (name < limit && Characters.startsName(text[name])) {
            end = afterName(name + 1);
            return system ? Lexeme.SYSTEM_VARIABLE : Lexeme.VARIABLE;
        }
        return symbol('@', at + 1);
    }

    private Lexeme symbol(char sign, int after) {
        symbol = sign;
        end = after;
        return Lexeme.SYMBOL;
    }

    private Lexeme string(Literal read) {
        literal = read;
        end = read.end();
        return Lexeme.STRING;
    }

    private int afterName(int from) {
        char[] chars = text;
        int to = limit;
        int i = from;
        while (i < to && Characters.continuesName(chars[i])) {
            i++;
        }
        return i;
    }

    private int afterNumber(int from) {
        int i = from;
        while (i < limit
                && (Characters.continuesName(text[i])
                        || text[i] == '.' && i + 1 < limit && Characters.isDigit(text[i + 1]))) {
            i++;
        }
        return i;
    }

    private int afterQuotedName(int at) {
        int i = at + 1;
        while (i < limit && !Characters.endsLine(text[i])) {
            if (text[i] != ']') {
                i++;
            } else if (isAt(i + 1, ']')) {
                i += 2;
            } else {
                return i + 1;
            }
        }
        throw new LexicalException(ScriptError.Code.UNTERMINATED_NAME, at);
    }

    /** A bracket behind something that has a value indexes it; behind a keyword, a dot or a comma it quotes a name. */
    private boolean opensName(int at) {
        char inside = at + 1 < limit ? text[at + 1] : NO_SYMBOL;
        if (inside == ']' || inside == ',') {
            return false;
        }
        boolean quote = inside == '"' || inside == '\'' || inside == '$' || inside == '@' && isAt(at + 2, '"');
        return switch (kind) {
            case VARIABLE, SYSTEM_VARIABLE, QUOTED_NAME, STRING, CHARACTER -> false;
            case NUMBER, END -> true;
            case SYMBOL ->
                switch (symbol) {
                    case ')', ']', '}' -> false;
                    case '?' -> !quote;
                    default -> true;
                };
            case NAME -> {
                boolean keyword = Keyword.at(text, start, end) != Keyword.NONE;
                boolean capitals = Keyword.isCapitals(text, start, end);
                boolean touching = end == at;
                yield touching ? keyword && capitals && !quote : keyword || capitals && !quote;
            }
        };
    }

    /** Remembered, because what follows a token is asked before the next one is read. */
    private int afterTrivia(int from) {
        if (triviaOf != from) {
            triviaEnd = readTrivia(from, false);
            triviaOf = from;
        }
        return triviaEnd;
    }

    private int readTrivia(int from, boolean sameLine) {
        char[] chars = text;
        int to = limit;
        int i = from;
        if (i < to && Characters.endsTrivia(chars[i])) {
            return i;
        }
        while (i < to) {
            char c = chars[i];
            if (c == '/' && isAt(i + 1, '/')) {
                i = afterLine(i + 2);
            } else if (c == '/' && isAt(i + 1, '*')) {
                i = afterBlock(i, sameLine);
            } else if (!Characters.isSpace(c)) {
                break;
            } else {
                if (sameLine) {
                    refuseLineEnd(c);
                }
                i++;
            }
        }
        return i;
    }

    private int afterLine(int from) {
        char[] chars = text;
        int to = limit;
        int i = from;
        while (i < to && !Characters.endsLine(chars[i])) {
            i++;
        }
        return i;
    }

    private int afterBlock(int from, boolean sameLine) {
        char[] chars = text;
        int last = limit - 1;
        for (int i = from + 2; i < last; i++) {
            if (chars[i] == '*' && chars[i + 1] == '/') {
                return i + 2;
            }
            if (sameLine) {
                refuseLineEnd(chars[i]);
            }
        }
        throw new LexicalException(ScriptError.Code.UNTERMINATED_COMMENT, from);
    }

    private void refuseLineEnd(char c) {
        if (Characters.endsLine(c)) {
            throw new LexicalException(ScriptError.Code.NEWLINE_IN_STRING, owner);
        }
    }

    private boolean isAt(int i, char c) {
        return i < limit && text[i] == c;
    }
}
