package io.github.azuredr.datalake.catalog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The text of a function, package, view or procedure: told apart into whole statement and body, and made re-runnable.
 * The service does not say which of the two it gives, so both are understood and anything else is refused.
 */
final class CodeText {
    private static final Set<String> VIEW_BODIES = Set.of("SELECT", "EXTRACT", "VALUES", "(");
    private static final Set<String> OTHER_BODIES = Set.of("(");
    private static final Set<String> INTRODUCE =
            Set.of("FROM", "JOIN", "APPLY", "INTO", "TABLE", "PACKAGE", "ASSEMBLY", "PROCEDURE", "AS", "USING");

    private CodeText() {}

    /** The statement that creates the object; run after a DROP, so that it may be run again. */
    static String create(ObjectName name, String text) {
        List<Token> tokens = tokens(text, 4);
        if (tokens.isEmpty()) {
            throw notADefinition(name, "it is empty");
        }
        String first = tokens.get(0).text().toUpperCase(Locale.ROOT);
        if (first.equals("CREATE")) {
            String kind = tokens.size() > 1 ? tokens.get(1).text().toUpperCase(Locale.ROOT) : "";
            if (!kind.equals(name.kind().word())) {
                throw notADefinition(
                        name, "it creates a " + kind + ", not a " + name.kind().word());
            }
            return ended(text);
        }
        if (name.kind() == ObjectKind.VIEW) {
            if (first.equals("AS")) {
                return ended("CREATE VIEW " + name.quoted() + " " + text.strip());
            }
            if (VIEW_BODIES.contains(first)) {
                return ended("CREATE VIEW " + name.quoted() + " AS\n" + text.strip());
            }
        } else if (OTHER_BODIES.contains(first)) {
            return ended("CREATE " + name.kind().word() + " " + name.quoted() + text.strip());
        }
        throw notADefinition(name, "it begins with '" + tokens.get(0).text() + "'");
    }

    /**
     * The names the text may refer to, outside strings and comments: those behind a dot or a word such as FROM, and those
     * before a bracket. A column of the same name can be among them; that only makes an order stricter.
     */
    static Set<String> references(String text) {
        Set<String> names = new LinkedHashSet<>();
        List<Token> tokens = tokens(text, Integer.MAX_VALUE);
        for (int i = 0; i < tokens.size(); i++) {
            String before = i == 0 ? "" : tokens.get(i - 1).text().toUpperCase(Locale.ROOT);
            String after = i + 1 == tokens.size() ? "" : tokens.get(i + 1).text();
            boolean refers = before.equals(".") || INTRODUCE.contains(before) || after.equals("(");
            if (tokens.get(i).name() && refers) {
                names.add(tokens.get(i).text());
            }
        }
        return names;
    }

    private record Token(String text, boolean name) {}

    private static List<Token> tokens(String text, int atMost) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length() && tokens.size() < atMost) {
            char here = text.charAt(at);
            if (Character.isWhitespace(here) || here == '\uFEFF') {
                at++;
            } else if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end + 1;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                at = end < 0 ? text.length() : end + 2;
            } else if (here == '"' || text.startsWith("@\"", at)) {
                at = pastString(text, at);
            } else if (here == '[') {
                int end = pastQuoted(text, at);
                tokens.add(new Token(
                        text.substring(at + 1, Math.max(at + 1, end - 1)).replace("]]", "]"), true));
                at = end;
            } else if (Character.isLetter(here) || here == '_' || here == '@') {
                int end = at + 1;
                while (end < text.length()
                        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
                    end++;
                }
                tokens.add(new Token(text.substring(at, end), here != '@'));
                at = end;
            } else {
                tokens.add(new Token(String.valueOf(here), false));
                at++;
            }
        }
        return tokens;
    }

    private static int pastString(String text, int from) {
        boolean verbatim = text.charAt(from) == '@';
        int at = from + (verbatim ? 2 : 1);
        while (at < text.length()) {
            char here = text.charAt(at);
            if (!verbatim && here == '\\') {
                at += 2;
            } else if (verbatim && text.startsWith("\"\"", at)) {
                at += 2;
            } else if (here == '"') {
                return at + 1;
            } else {
                at++;
            }
        }
        return text.length();
    }

    private static int pastQuoted(String text, int from) {
        int at = from + 1;
        while (at < text.length()) {
            if (text.startsWith("]]", at)) {
                at += 2;
            } else if (text.charAt(at) == ']') {
                return at + 1;
            } else {
                at++;
            }
        }
        return text.length();
    }

    private static String ended(String statement) {
        String text = statement.strip();
        // A comment in the last line would swallow a semicolon put behind it.
        return text.endsWith(";") ? text : text + "\n;";
    }

    private static Refused notADefinition(ObjectName name, String why) {
        return new Refused(
                CatalogProblem.Rule.NOT_A_DEFINITION,
                "the definition is neither a CREATE " + name.kind().word() + " statement nor a body: " + why
                        + "; create this object by hand.");
    }
}
