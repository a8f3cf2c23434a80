package io.github.azuredr.testkit.azure.analytics;

import java.util.ArrayList;
import java.util.List;

/** Splits a script into tokens: C# strings, quoted names, comments that do not nest. */
final class UsqlLexer {
    private static final List<String> TWO = List.of("==", "!=", "&&", "||", "??", "<=", ">=");

    private final String script;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private UsqlLexer(String script) {
        this.script = script;
    }

    static List<Token> tokens(String script) {
        UsqlLexer lexer = new UsqlLexer(script);
        lexer.run();
        return List.copyOf(lexer.tokens);
    }

    private void run() {
        while (at < script.length()) {
            char here = script.charAt(at);
            if (Character.isWhitespace(here) || here == '\uFEFF') {
                at++;
            } else if (script.startsWith("//", at)) {
                int end = script.indexOf('\n', at);
                at = end < 0 ? script.length() : end;
            } else if (script.startsWith("/*", at)) {
                int end = script.indexOf("*/", at + 2);
                if (end < 0) {
                    throw error("a comment is not closed");
                }
                at = end + 2;
            } else {
                token(here);
            }
        }
        tokens.add(new Token(Token.Kind.END, "", at, at));
    }

    private void token(char here) {
        int start = at;
        if (here == '"') {
            at++;
            add(Token.Kind.STRING, string('"'), start);
        } else if (script.startsWith("@\"", at)) {
            at += 2;
            add(Token.Kind.STRING, verbatim(), start);
        } else if (here == '\'') {
            at++;
            add(Token.Kind.CHARACTER, string('\''), start);
        } else if (here == '[' && !indexes()) {
            at++;
            add(Token.Kind.QUOTED, quoted(), start);
        } else if (here == '@' && at + 1 < script.length() && Character.isLetter(script.charAt(at + 1))) {
            at++;
            word();
            add(Token.Kind.VARIABLE, script.substring(start, at), start);
        } else if (Character.isLetter(here) || here == '_') {
            word();
            add(Token.Kind.WORD, script.substring(start, at), start);
        } else if (Character.isDigit(here)) {
            number();
            add(Token.Kind.NUMBER, script.substring(start, at), start);
        } else {
            int length = at + 1 < script.length() && TWO.contains(script.substring(at, at + 2)) ? 2 : 1;
            at += length;
            add(Token.Kind.SYMBOL, script.substring(start, at), start);
        }
    }

    /** A bracket right behind a value is C#'s index, not a name. */
    private boolean indexes() {
        if (tokens.isEmpty()) {
            return false;
        }
        Token last = tokens.get(tokens.size() - 1);
        boolean value = last.kind() == Token.Kind.WORD || last.kind() == Token.Kind.QUOTED || last.is(")");
        return value && last.end() == at;
    }

    private void add(Token.Kind kind, String text, int start) {
        tokens.add(new Token(kind, text, start, at));
    }

    private void word() {
        while (at < script.length() && (Character.isLetterOrDigit(script.charAt(at)) || script.charAt(at) == '_')) {
            at++;
        }
    }

    private void number() {
        while (at < script.length() && (Character.isLetterOrDigit(script.charAt(at)) || decimalPoint())) {
            at++;
        }
    }

    private boolean decimalPoint() {
        return script.charAt(at) == '.' && at + 1 < script.length() && Character.isDigit(script.charAt(at + 1));
    }

    private String quoted() {
        StringBuilder name = new StringBuilder();
        while (at < script.length()) {
            char here = script.charAt(at++);
            if (here != ']') {
                name.append(here);
            } else if (at < script.length() && script.charAt(at) == ']') {
                name.append(']');
                at++;
            } else {
                return name.toString();
            }
        }
        throw error("a quoted name is not closed");
    }

    private String verbatim() {
        StringBuilder text = new StringBuilder();
        while (at < script.length()) {
            char here = script.charAt(at++);
            if (here != '"') {
                text.append(here);
            } else if (at < script.length() && script.charAt(at) == '"') {
                text.append('"');
                at++;
            } else {
                return text.toString();
            }
        }
        throw error("a string is not closed");
    }

    private String string(char quote) {
        StringBuilder text = new StringBuilder();
        while (at < script.length()) {
            char here = script.charAt(at++);
            if (here == quote) {
                return text.toString();
            }
            if (here == '\n' || here == '\r') {
                break;
            }
            text.append(here == '\\' ? escaped() : here);
        }
        throw error("a string is not closed in its line");
    }

    private char escaped() {
        char code = at < script.length() ? script.charAt(at++) : ' ';
        return switch (code) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '0' -> '\0';
            case '\\', '"', '\'' -> code;
            case 'u' -> {
                if (at + 4 > script.length()) {
                    throw error("an escape is incomplete");
                }
                String hex = script.substring(at, at + 4);
                at += 4;
                if (!hex.matches("[0-9A-Fa-f]{4}")) {
                    throw error("an escape is not hexadecimal");
                }
                yield (char) Integer.parseInt(hex, 16);
            }
            default -> throw error("the escape \\" + code + " is not understood");
        };
    }

    private UsqlError error(String what) {
        return new UsqlError("E_CSC_USER_LEXICALERROR", at, what);
    }
}
