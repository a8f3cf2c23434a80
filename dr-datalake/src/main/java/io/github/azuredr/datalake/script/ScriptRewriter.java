package io.github.azuredr.datalake.script;

/**
 * Makes a U-SQL script name the accounts of the other region.
 *
 * <p>The whole script is read first, by the lexical rules of U-SQL and C# 6; what they refuse is refused here with line
 * and column, and nothing is changed. Only the account's name is edited, only where U-SQL expects a path or an object's
 * name, and only when the complete host (ignoring case) is that of a mapped account. Everything else keeps its bytes.
 * Rewriting a rewritten script changes nothing. Afterwards the result is checked on its own: no literal may still name a
 * replaced account without having been reported.
 *
 * <p>What it cannot see: a relative path that reaches the old account because the job runs there, and an assembly that
 * opens an address itself.
 */
public final class ScriptRewriter {
    private final PathMapping mapping;
    private final ScriptLimits limits;
    private final SelfCheck selfCheck;

    private ScriptRewriter(PathMapping mapping, ScriptLimits limits) {
        this.mapping = mapping;
        this.limits = limits;
        this.selfCheck = new SelfCheck(mapping);
    }

    /** A rewriter with the limits of a U-SQL job. */
    public static ScriptRewriter of(PathMapping mapping) {
        return new ScriptRewriter(mapping, ScriptLimits.ofDefaults());
    }

    /** The same rewriter with other limits. */
    public ScriptRewriter withLimits(ScriptLimits other) {
        return new ScriptRewriter(mapping, other);
    }

    /**
     * Rewrites one script.
     *
     * @param script the whole text, with its byte-order mark if it has one
     * @return the rewritten text with its report, or a refusal
     */
    public RewriteResult rewrite(String script) {
        char[] text = script.toCharArray();
        try {
            RewriteLog log = new RewriteLog(script);
            LiteralsRead literals = read(text, log);
            String written = log.written();
            if (isTooLarge(text, written)) {
                return refused(script, ScriptError.Code.SCRIPT_TOO_LARGE, 0);
            }
            int missed = selfCheck.firstUnreported(written, literals, log);
            if (missed >= 0) {
                return refused(written, ScriptError.Code.SELF_CHECK_FAILED, missed);
            }
            return log.report(written);
        } catch (LexicalException e) {
            return refused(script, e.code(), e.offset());
        }
    }

    /** What the edits add is ASCII. */
    private boolean isTooLarge(char[] text, String written) {
        return written.length() * 3L > limits.scriptBytes()
                && Utf8.length(text, 0, text.length) + written.length() - text.length > limits.scriptBytes();
    }

    private LiteralsRead read(char[] text, RewriteLog log) {
        UsqlLexer token = UsqlLexer.of(text);
        PathPositions positions = new PathPositions(text);
        QualifiedNames names = new QualifiedNames(text, mapping, log);
        LiteralJudge literals = new LiteralJudge(text, mapping, log, limits);
        LiteralsRead read = new LiteralsRead();
        QuietText quiet = new QuietText(text, mapping, limits);
        Lexeme kind = token.nextFrom(quiet.skip(0, true));
        while (true) {
            names.accept(token, positions);
            if (kind == Lexeme.STRING) {
                int notes = log.noted();
                literals.judge(token.literal(), positions.isPath(), token.following() == '+');
                read.add(token.start(), token.end(), log.noted() > notes);
            }
            positions.accept(token);
            if (kind == Lexeme.END) {
                return read;
            }
            boolean begins = token.symbol() == ';';
            boolean maySkip = (begins || kind == Lexeme.STRING) && positions.isOutsideBraces();
            int end = token.end();
            int from = maySkip ? quiet.skip(end, begins) : end;
            if (from > end) {
                positions.begin();
                kind = token.nextFrom(from);
            } else {
                kind = token.next();
            }
        }
    }

    private RewriteResult refused(String text, ScriptError.Code code, int offset) {
        Positions at = new Positions(text).advanceTo(offset);
        String limit =
                switch (code) {
                    case LITERAL_TOO_LONG -> " (" + limits.literalBytes() + " bytes)";
                    case SCRIPT_TOO_LARGE -> " (" + limits.scriptBytes() + " bytes)";
                    default -> "";
                };
        return new RewriteResult.Refused(new ScriptError(code, at.line(), at.column(), code.rule() + limit));
    }
}
