package io.github.azuredr.streamanalytics.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One SELECT ... INTO of a query, as far as the linter needs it.
 *
 * @param output what it writes to; {@code output} when the query names none
 * @param columns the names it emits, in lower case
 * @param star whether it emits all of its input
 * @param grouped whether it has a GROUP BY
 * @param filtered whether rows are left out, here or in a step before
 * @param counts whether an emitted column is a COUNT
 * @param windowEnd whether an emitted column is the window's end
 */
record Statement(
        String output,
        Set<String> columns,
        boolean star,
        boolean grouped,
        boolean filtered,
        boolean counts,
        boolean windowEnd) {

    static List<Statement> of(List<Token> tokens) {
        List<Statement> statements = new ArrayList<>();
        boolean filtered =
                tokens.stream().anyMatch(token -> token.is("WHERE") || token.is("HAVING") || token.is("JOIN"));
        int depth = 0;
        int start = -1;
        for (int i = 0; i <= tokens.size(); i++) {
            boolean end = i == tokens.size();
            if (!end) {
                depth += tokens.get(i).sign('(') ? 1 : tokens.get(i).sign(')') ? -1 : 0;
            }
            if (end || depth == 0 && tokens.get(i).is("SELECT")) {
                if (start >= 0) {
                    statements.add(one(tokens.subList(start + 1, i), filtered));
                }
                start = i;
            }
        }
        return statements;
    }

    private static Statement one(List<Token> tokens, boolean filtered) {
        Set<String> columns = new LinkedHashSet<>();
        boolean star = false;
        boolean counts = false;
        boolean windowEnd = false;
        int depth = 0;
        int at = 0;
        List<Token> item = new ArrayList<>();
        while (at < tokens.size()
                && !(depth == 0 && (tokens.get(at).is("INTO") || tokens.get(at).is("FROM")))) {
            Token token = tokens.get(at);
            depth += token.sign('(') ? 1 : token.sign(')') ? -1 : 0;
            counts |= token.is("COUNT");
            windowEnd |= token.is("TIMESTAMP") && at > 1 && tokens.get(at - 2).is("SYSTEM") || token.is("WINDOWEND");
            if (depth == 0 && token.sign(',')) {
                star |= column(item, columns);
                item.clear();
            } else {
                item.add(token);
            }
            at++;
        }
        star |= column(item, columns);
        String output = "output";
        boolean grouped = false;
        for (int i = at; i < tokens.size(); i++) {
            if (tokens.get(i).is("INTO") && i + 1 < tokens.size()) {
                output = tokens.get(i + 1).text();
            }
            depth += tokens.get(i).sign('(') ? 1 : tokens.get(i).sign(')') ? -1 : 0;
            grouped |= depth == 0 && tokens.get(i).is("GROUP");
        }
        return new Statement(output, Set.copyOf(columns), star, grouped, filtered, counts, windowEnd);
    }

    /** Takes the item's name; true when the item is a star. */
    private static boolean column(List<Token> item, Set<String> columns) {
        if (item.isEmpty()) {
            return false;
        }
        Token last = item.get(item.size() - 1);
        if (last.sign('*')) {
            return true;
        }
        if (last.name()) {
            columns.add(last.text().toLowerCase(Locale.ROOT));
        }
        return false;
    }
}
