package io.github.azuredr.datalake.script;

/**
 * Why a script was refused as a whole.
 *
 * @param code which rule it breaks
 * @param line 1-based, of the token at fault
 * @param column 1-based, in UTF-16 units
 * @param message the rule in words
 */
public record ScriptError(Code code, int line, int column, String message) {

    /** The rules a script can break. */
    public enum Code {
        NEWLINE_IN_STRING("a regular string literal may not run over the end of its line"),
        UNTERMINATED_STRING("a string literal is never closed"),
        UNTERMINATED_COMMENT("a block comment is never closed"),
        UNTERMINATED_NAME("a name in square brackets is not closed on its line"),
        BAD_CHARACTER_LITERAL("a character literal holds exactly one character on one line"),
        BAD_ESCAPE("C# knows no such escape sequence"),
        UNBALANCED_BRACE("a brace in an interpolated string is neither doubled nor part of a hole"),
        NESTED_TOO_DEEP("interpolated strings are nested too deeply"),
        LITERAL_TOO_LONG("a string literal is longer than U-SQL allows"),
        SCRIPT_TOO_LARGE("the script is larger than a job may be"),
        SELF_CHECK_FAILED(
                "a literal would still name a replaced account without being reported, or change in more than that name");

        private final String rule;

        Code(String rule) {
            this.rule = rule;
        }

        String rule() {
            return rule;
        }
    }

    @Override
    public String toString() {
        return line + ":" + column + " " + code + ": " + message;
    }
}
