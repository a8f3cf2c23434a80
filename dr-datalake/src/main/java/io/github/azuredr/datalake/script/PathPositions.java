package io.github.azuredr.datalake.script;

import io.github.azuredr.datalake.script.Frame.Mode;

/**
 * Follows the tokens of a script and knows whether a string at this point is a path: behind FROM of EXTRACT and of
 * CREATE ASSEMBLY, TO of OUTPUT, DEPLOY RESOURCE, the equals sign of DECLARE, EXPORT and SET, in parameter defaults and
 * in the FILE functions. Lambdas, initialisers in braces and indexers are code, whatever surrounds them.
 */
final class PathPositions {
    private final char[] text;
    private Frame frame = new Frame(null, UsqlLexer.NO_SYMBOL, Mode.CLAUSES);
    private int braces;
    private boolean statementStart = true;
    private Keyword verb = Keyword.NONE;
    private boolean assigns;
    private Keyword last = Keyword.NONE;
    private char lastSymbol = UsqlLexer.NO_SYMBOL;
    private int fileFunction;

    PathPositions(char[] text) {
        this.text = text;
    }

    /** Whether the next semicolon ends all that is open. */
    boolean isOutsideBraces() {
        return braces == 0;
    }

    /** Forgets what was read, as behind a semicolon. */
    void begin() {
        endStatement();
        fileFunction = 0;
        last = Keyword.NONE;
        lastSymbol = ';';
    }

    boolean isPath() {
        return frame.mode == Mode.PATH;
    }

    /** Whether a name that begins with the current token would be that of an object in the catalog. */
    boolean expectsObject(char symbolBefore, Keyword before) {
        if (frame.mode == Mode.CODE) {
            return false;
        }
        return switch (symbolBefore) {
            case ',' -> frame.listsSources;
            case '(' -> frame.outer != null && frame.outer.listsSources && frame.opener == '(';
            case '=' -> assigns && frame.isStatement();
            default -> statementStart || introducesObject(before);
        };
    }

    private boolean introducesObject(Keyword before) {
        return switch (before) {
            case FROM,
                    JOIN,
                    APPLY,
                    REDUCE,
                    PROCESS,
                    COMBINE,
                    WITH,
                    OUTPUT,
                    INTO,
                    TABLE,
                    VIEW,
                    FUNCTION,
                    PROCEDURE,
                    PROC,
                    PACKAGE,
                    TYPE,
                    EXISTS,
                    EXTERNAL,
                    ASSEMBLY,
                    STATISTICS -> true;
            case ON -> verb == Keyword.CREATE || verb == Keyword.ALTER || verb == Keyword.DROP;
            default -> false;
        };
    }

    /** The keyword just before the current token, or {@link Keyword#NONE}. */
    Keyword last() {
        return last;
    }

    /** The symbol just before the current token. */
    char lastSymbol() {
        return lastSymbol;
    }

    /** The word that opened the statement. */
    Keyword verb() {
        return verb;
    }

    /** Whether an assembly is being created. */
    boolean awaitsAssembly() {
        return frame.awaiting == Keyword.ASSEMBLY;
    }

    /** Takes note of the current token, after whatever was asked about it. */
    void accept(UsqlLexer token) {
        Lexeme kind = token.kind();
        char symbol = token.symbol();
        if (kind == Lexeme.NAME) {
            last = name(token);
        } else if (kind == Lexeme.SYMBOL) {
            symbol(symbol);
            last = Keyword.NONE;
        } else {
            boolean variable = kind == Lexeme.VARIABLE || kind == Lexeme.SYSTEM_VARIABLE;
            assigns = variable ? statementStart || assigns && last == Keyword.NONE && lastSymbol == ',' : assigns;
            statementStart = false;
            last = Keyword.NONE;
        }
        lastSymbol = symbol;
    }

    private void symbol(char symbol) {
        boolean first = statementStart;
        statementStart = false;
        if (symbol == ',') {
            fileFunction = 0;
            return;
        }
        if (symbol == '.') {
            fileFunction = fileFunction == 1 ? 2 : 0;
            return;
        }
        switch (symbol) {
            case ';' -> {
                statementStart = braces == 0 || first;
                if (braces == 0) {
                    endStatement();
                }
            }
            case '(' -> open(symbol, fileFunction == 3 && frame.mode != Mode.CODE ? Mode.PATH : argument());
            case '[', '{' -> open(symbol, Mode.CODE);
            case ')' -> close('(');
            case ']' -> close('[');
            case '}' -> close('{');
            case '=' -> {
                if (frame.isStatement() && (verb == Keyword.DECLARE || verb == Keyword.EXPORT || verb == Keyword.SET)) {
                    frame.mode = Mode.PATH;
                }
            }
            case UsqlLexer.ARROW -> {
                if (frame.mode == Mode.PATH) {
                    frame.mode = Mode.CODE;
                }
            }
            default -> {
                // Other signs open and close nothing.
            }
        }
        fileFunction = 0;
    }

    /** Inside parentheses a path goes on; a routine's parameters are all defaults of paths; anything else is its own. */
    private Mode argument() {
        if (frame.isStatement() && frame.awaiting == Keyword.FUNCTION) {
            return Mode.PATH;
        }
        return frame.mode;
    }

    private void open(char opener, Mode mode) {
        frame = new Frame(frame, opener, mode);
        if (opener == '{') {
            braces++;
        }
    }

    /** A closer without its opener closes nothing, so that a mistake in one statement stays in it. */
    private void close(char opener) {
        Frame outer = frame.outer;
        if (outer == null || frame.opener != opener) {
            return;
        }
        frame = outer;
        if (opener == '{') {
            braces--;
        }
        if (opener == '(' && frame.isStatement() && frame.awaiting == Keyword.FUNCTION) {
            frame.awaiting = Keyword.NONE;
        }
    }

    private void endStatement() {
        for (Frame outer = frame.outer; outer != null; outer = frame.outer) {
            frame = outer;
        }
        frame.reset();
        statementStart = true;
        assigns = false;
        verb = Keyword.NONE;
    }

    private Keyword name(UsqlLexer token) {
        boolean first = statementStart;
        statementStart = false;
        fileFunction = fileFunction == 2 ? isFileFunction(token) ? 3 : 0 : isFile(token) ? 1 : 0;
        if (frame.mode == Mode.CODE || lastSymbol == '.') {
            return Keyword.NONE;
        }
        Keyword keyword = Keyword.at(text, token.start(), token.end());
        if (keyword == Keyword.NONE) {
            return keyword;
        }
        char after = token.following();
        if (after == '.' || after == ':' || after == '=') {
            return Keyword.NONE;
        }
        if (first) {
            verb = keyword;
        }
        if (keyword.opensClause()) {
            clause(keyword, first, token);
        }
        return keyword;
    }

    private void clause(Keyword keyword, boolean first, UsqlLexer token) {
        switch (keyword) {
            case OUTPUT -> {
                if (first) {
                    frame.awaiting = Keyword.OUTPUT;
                }
            }
            case RESOURCE -> {
                if (frame.isStatement() && verb == Keyword.DEPLOY && last == Keyword.DEPLOY) {
                    frame.mode = Mode.PATH;
                }
            }
            case ASSEMBLY, FUNCTION, PROCEDURE, PROC, PACKAGE -> {
                if (frame.isStatement() && verb == Keyword.CREATE && frame.awaiting == Keyword.NONE) {
                    frame.awaiting = keyword == Keyword.ASSEMBLY ? Keyword.ASSEMBLY : Keyword.FUNCTION;
                }
            }
            case EXTRACT -> {
                if (frame.mode == Mode.CLAUSES) {
                    frame.awaiting = Keyword.EXTRACT;
                }
            }
            case SELECT -> {
                frame.reset();
            }
            case FROM -> {
                if (frame.awaiting == Keyword.EXTRACT || frame.awaiting == Keyword.ASSEMBLY) {
                    frame.mode = Mode.PATH;
                } else {
                    frame.listsSources = true;
                }
            }
            case JOIN, APPLY -> frame.listsSources = true;
            case WHERE, GROUP, HAVING, ON, OPTION, UNION, EXCEPT, INTERSECT, PRODUCE -> frame.listsSources = false;
            case TO -> {
                if (frame.awaiting == Keyword.OUTPUT) {
                    frame.mode = Mode.PATH;
                }
            }
            case USING, ORDER -> {
                frame.listsSources = false;
                if (frame.awaiting == Keyword.EXTRACT || frame.awaiting == Keyword.OUTPUT) {
                    frame.mode = Mode.CLAUSES;
                }
            }
            case BEGIN, THEN, ELSE, END -> {
                // Small letters may still name a column of the EXTRACT in progress.
                boolean capitals = Keyword.isCapitals(text, token.start(), token.end());
                if (frame.isStatement() && (capitals || frame.awaiting == Keyword.NONE)) {
                    endStatement();
                }
            }
            default -> {
                // No path follows these.
            }
        }
    }

    private boolean isFile(UsqlLexer token) {
        return token.end() - token.start() == 4
                && lastSymbol != '.'
                && (isWord(token, "FILE") || isWord(token, "file"));
    }

    private boolean isFileFunction(UsqlLexer token) {
        return switch (new String(text, token.start(), token.end() - token.start())) {
            case "EXISTS", "LENGTH", "CREATED", "MODIFIED", "exists", "length", "created", "modified" -> true;
            default -> false;
        };
    }

    private boolean isWord(UsqlLexer token, String word) {
        if (token.end() - token.start() != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (text[token.start() + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
