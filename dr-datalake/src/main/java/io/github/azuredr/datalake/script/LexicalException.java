package io.github.azuredr.datalake.script;

/** Carries a refusal from the depth of the lexer to the rewriter, which turns it into a value. */
final class LexicalException extends RuntimeException {
    private final ScriptError.Code code;
    private final int offset;

    LexicalException(ScriptError.Code code, int offset) {
        super(code.rule(), null, false, false);
        this.code = code;
        this.offset = offset;
    }

    ScriptError.Code code() {
        return code;
    }

    int offset() {
        return offset;
    }
}
