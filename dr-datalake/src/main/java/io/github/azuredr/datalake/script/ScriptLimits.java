package io.github.azuredr.datalake.script;

/**
 * How large a script and a literal may be, in bytes of UTF-8.
 *
 * @param scriptBytes the whole script, after rewriting
 * @param literalBytes the value of one string literal, after rewriting
 */
public record ScriptLimits(long scriptBytes, int literalBytes) {
    public ScriptLimits {
        if (scriptBytes < 1 || literalBytes < 1) {
            throw new IllegalArgumentException(
                    "scriptBytes and literalBytes must be positive, not " + scriptBytes + " and " + literalBytes);
        }
    }

    /** What a U-SQL job accepts: scripts up to 3 MB (counted as 3 x 1024 x 1024), strings up to 128 KiB. */
    public static ScriptLimits ofDefaults() {
        return new ScriptLimits(3L * 1024 * 1024, 128 * 1024);
    }
}
