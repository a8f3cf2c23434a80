package io.github.azuredr.datalake.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The files a script writes, as far as it names them by plain literals. */
public final class OutputPaths {
    private OutputPaths() {}

    /**
     * The literals after {@code OUTPUT … TO}, in their order; a path in a variable, an expression or an interpolated literal
     * is not found.
     *
     * @param script a script that the rewriter accepts
     */
    public static List<String> of(String script) {
        char[] text = script.toCharArray();
        List<String> paths = new ArrayList<>();
        try {
            UsqlLexer token = UsqlLexer.of(text);
            boolean inOutput = false;
            boolean afterTo = false;
            for (Lexeme kind = token.next(); kind != Lexeme.END; kind = token.next()) {
                boolean whole = kind == Lexeme.STRING && token.following() != '+';
                if (whole && afterTo && !token.literal().interpolated()) {
                    DecodedText path =
                            DecodedText.of(text, token.literal().segments().get(0));
                    paths.add(path.substring(path.from(), path.to()));
                }
                String word = script.substring(token.start(), token.end()).toUpperCase(Locale.ROOT);
                afterTo = inOutput && word.equals("TO");
                inOutput = word.equals("OUTPUT") || inOutput && !afterTo && !word.equals(";");
            }
        } catch (LexicalException refused) {
            return List.of();
        }
        return paths;
    }
}
