package io.github.azuredr.testkit.azure.analytics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a script of the understood part of U-SQL; the first word that is outside it ends the reading with an error. */
final class UsqlParser {
    private final Tokens tokens;
    private final CatalogStatements catalog;
    private final TableStatements tables;
    private final DataStatements data;

    private UsqlParser(String script, boolean wholeDefinitions) {
        this.tokens = new Tokens(UsqlLexer.tokens(script));
        this.catalog = new CatalogStatements(tokens, script, wholeDefinitions);
        this.tables = new TableStatements(tokens);
        this.data = new DataStatements(tokens);
    }

    /**
     * The statements of a script.
     *
     * @param wholeDefinitions whether the catalog keeps code as its whole statement, else only what follows the name
     */
    static List<UsqlStatement> parse(String script, boolean wholeDefinitions) {
        return new UsqlParser(script, wholeDefinitions).statements();
    }

    private List<UsqlStatement> statements() {
        List<UsqlStatement> statements = new ArrayList<>();
        while (!tokens.ended()) {
            if (tokens.take(";")) {
                continue;
            }
            statements.add(statement());
            if (!tokens.ended()) {
                tokens.expect(";");
            }
        }
        if (statements.isEmpty()) {
            throw UsqlError.syntax(tokens.peek(), "a statement");
        }
        return statements;
    }

    private UsqlStatement statement() {
        Token first = tokens.peek();
        Optional<UsqlStatement> found;
        if (first.kind() == Token.Kind.VARIABLE || first.is("INSERT") || first.is("OUTPUT")) {
            found = data.statement();
        } else if (first.is("USE")) {
            tokens.next();
            tokens.expect("DATABASE");
            String name = tokens.name();
            found = Optional.of(session -> {
                CatalogStatements.require(session, CatalogStore.DATABASES, first, name);
                session.use(name);
            });
        } else if (first.is("CREATE")) {
            tokens.next();
            found = tables.create().or(() -> catalog.create(first));
        } else if (first.is("DROP")) {
            tokens.next();
            found = tables.drop().or(catalog::drop);
        } else if (first.is("ALTER") || first.is("TRUNCATE")) {
            found = tables.change();
        } else {
            found = Optional.empty();
        }
        return found.orElseThrow(() -> UsqlError.syntax(tokens.peek(), "a statement that is understood"));
    }
}
