package io.github.azuredr.datalake.script;

import java.util.Optional;

/**
 * Follows dotted names. Where the catalog's objects are named, the first of four parts is an account, as is the first of
 * three behind REFERENCE ASSEMBLY; anywhere else a chain of that length is C# and is at most reported.
 */
final class QualifiedNames {
    private final char[] text;
    private final PathMapping mapping;
    private final RewriteLog log;

    private int parts;
    private boolean afterDot;
    private int start;
    private int end;
    private boolean isObject;
    private boolean isAssembly;
    private boolean isReferenced;

    QualifiedNames(char[] text, PathMapping mapping, RewriteLog log) {
        this.text = text;
        this.mapping = mapping;
        this.log = log;
    }

    /** Takes note of the current token, before the positions do. */
    void accept(UsqlLexer token, PathPositions positions) {
        boolean name = token.kind() == Lexeme.NAME || token.kind() == Lexeme.QUOTED_NAME;
        if (parts > 0) {
            if (token.symbol() == '.') {
                // Two dots leave out the schema, which counts as a part.
                parts += afterDot ? 1 : 0;
                afterDot = true;
                return;
            }
            if (afterDot && name) {
                parts++;
                afterDot = false;
                return;
            }
            finish();
        }
        if (name && positions.lastSymbol() != '.') {
            begin(token, positions);
        }
    }

    private void begin(UsqlLexer token, PathPositions positions) {
        if (token.kind() == Lexeme.NAME && token.following() != '.') {
            return;
        }
        int bracket = token.kind() == Lexeme.QUOTED_NAME ? 1 : 0;
        parts = 1;
        afterDot = false;
        start = token.start() + bracket;
        end = token.end() - bracket;
        isObject = positions.expectsObject(positions.lastSymbol(), positions.last());
        isAssembly = positions.last() == Keyword.ASSEMBLY
                || positions.last() == Keyword.EXISTS && positions.awaitsAssembly();
        isReferenced = positions.verb() == Keyword.REFERENCE && positions.last() == Keyword.ASSEMBLY;
    }

    private void finish() {
        int found = parts;
        parts = 0;
        if (found != 4 && !(found == 3 && isAssembly)) {
            return;
        }
        String account = new String(text, start, end - start);
        Optional<String> target = mapping.target(AccountKind.ADLA, account);
        boolean decided = isObject && (found == 4 || isReferenced);
        if (target.isPresent() && decided) {
            log.replace(start, end, target.get());
        } else if (target.isPresent()) {
            log.note(start, end, Undecided.Reason.BARE_ACCOUNT_NAME);
        } else if (decided && !mapping.isTarget(AccountKind.ADLA, account)) {
            log.note(start, end, Undecided.Reason.UNMAPPED_ACCOUNT);
        }
    }
}
