package io.github.azuredr.datalake.catalog;

import java.util.Locale;

/** Names and literals of U-SQL, written so that no content can end them early. */
public final class Usql {
    private Usql() {}

    /** A quoted name; a closing bracket inside is doubled. */
    public static String name(String name) {
        return "[" + name.replace("]", "]]") + "]";
    }

    /** A string literal with C# escapes. */
    public static String string(String text) {
        StringBuilder literal = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            switch (each) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> {
                    if (each < ' ' || each == '\u2028' || each == '\u2029' || each == '\u0085') {
                        literal.append(String.format(Locale.ROOT, "\\u%04X", (int) each));
                    } else {
                        literal.append(each);
                    }
                }
            }
        }
        return literal.append('"').toString();
    }
}
