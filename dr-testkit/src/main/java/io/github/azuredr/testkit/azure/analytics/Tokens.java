package io.github.azuredr.testkit.azure.analytics;

import java.util.ArrayList;
import java.util.List;

/** A place in a list of tokens. */
final class Tokens {
    private final List<Token> tokens;
    private int at;

    Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    /** Where the token taken last ends. */
    int lastEnd() {
        return at == 0 ? 0 : tokens.get(at - 1).end();
    }

    Token next() {
        Token token = peek();
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    boolean at(String word) {
        return peek().is(word);
    }

    boolean ended() {
        return peek().kind() == Token.Kind.END;
    }

    /** Takes the word or symbol if it is next. */
    boolean take(String word) {
        if (peek().is(word)) {
            next();
            return true;
        }
        return false;
    }

    /** Takes all these words if the first is next. */
    boolean take(String first, String... rest) {
        if (!take(first)) {
            return false;
        }
        for (String word : rest) {
            expect(word);
        }
        return true;
    }

    Token expect(String word) {
        Token token = next();
        if (!token.is(word)) {
            throw UsqlError.syntax(token, "'" + word + "'");
        }
        return token;
    }

    Token word() {
        Token token = next();
        if (token.kind() != Token.Kind.WORD) {
            throw UsqlError.syntax(token, "a word");
        }
        return token;
    }

    /** A name, quoted or not. */
    String name() {
        Token token = next();
        if (token.kind() != Token.Kind.WORD && token.kind() != Token.Kind.QUOTED) {
            throw UsqlError.syntax(token, "a name");
        }
        return token.text();
    }

    /** A name of one to three parts. */
    List<String> dotted() {
        List<String> parts = new ArrayList<>(List.of(name()));
        while (take(".")) {
            parts.add(name());
        }
        if (parts.size() > 3) {
            throw UsqlError.semantic(
                    "NAMENOTSUPPORTED", peek(), "a name of another account is not understood here: " + parts);
        }
        return parts;
    }

    /** Names in brackets. */
    List<String> names() {
        expect("(");
        List<String> names = new ArrayList<>(List.of(name()));
        while (take(",")) {
            names.add(name());
        }
        expect(")");
        return names;
    }

    String string() {
        Token token = next();
        if (token.kind() != Token.Kind.STRING) {
            throw UsqlError.syntax(token, "a string");
        }
        return token.text();
    }

    UsqlType type() {
        Token word = next();
        String text = word.text();
        if (word.kind() == Token.Kind.WORD && text.equals("byte") && take("[")) {
            expect("]");
            text = "byte[]";
        }
        boolean question = take("?");
        return UsqlType.of(text, question).orElseThrow(() -> UsqlError.syntax(word, "a type"));
    }
}
