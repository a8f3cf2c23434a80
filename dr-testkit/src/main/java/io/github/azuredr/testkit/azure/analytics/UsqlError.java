package io.github.azuredr.testkit.azure.analytics;

/** A script that does not compile, or a statement that fails while it runs. */
final class UsqlError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String id;
    private final int offset;

    UsqlError(String id, int offset, String message) {
        super(message, null, false, false);
        this.id = id;
        this.offset = offset;
    }

    /** The script is outside the understood part of the language. */
    static UsqlError syntax(Token at, String expected) {
        String found = at.kind() == Token.Kind.END ? "the end of the script" : "'" + at.text() + "'";
        return new UsqlError(
                "E_CSC_USER_SYNTAXERROR", at.start(), "syntax error. Expected " + expected + ", found " + found);
    }

    static UsqlError semantic(String id, Token at, String message) {
        return new UsqlError("E_CSC_USER_" + id, at.start(), message);
    }

    static UsqlError running(String id, String message) {
        return new UsqlError("E_RUNTIME_USER_" + id, 0, message);
    }

    String id() {
        return id;
    }

    int offset() {
        return offset;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
