package io.github.azuredr.datalake.script;

/** The kinds of token in a U-SQL script; spaces and comments lie between tokens. */
enum Lexeme {
    NAME,
    /** A name in square brackets. */
    QUOTED_NAME,
    /** {@code @name}. */
    VARIABLE,
    /** {@code @@name}. */
    SYSTEM_VARIABLE,
    NUMBER,
    CHARACTER,
    STRING,
    SYMBOL,
    END
}
