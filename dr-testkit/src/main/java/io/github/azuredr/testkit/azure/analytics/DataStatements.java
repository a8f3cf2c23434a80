package io.github.azuredr.testkit.azure.analytics;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** EXTRACT, SELECT, INSERT and OUTPUT. */
final class DataStatements {
    private final Tokens tokens;
    /** The columns of each rowset as far as it was read. */
    private final Map<String, Set<String>> known = new HashMap<>();

    DataStatements(Tokens tokens) {
        this.tokens = tokens;
    }

    Optional<UsqlStatement> statement() {
        Token first = tokens.next();
        if (first.kind() == Token.Kind.VARIABLE) {
            tokens.expect("=");
            Token verb = tokens.next();
            if (verb.is("EXTRACT")) {
                return Optional.of(extract(first));
            }
            if (verb.is("SELECT")) {
                Selection selection = selection(true);
                known.put(first.text(), Set.copyOf(selection.names()));
                return Optional.of(session -> session.keep(first.text(), selection.run(session)));
            }
            throw UsqlError.syntax(verb, "EXTRACT or SELECT");
        }
        return Optional.of(first.is("INSERT") ? insert(first) : output());
    }

    private UsqlStatement extract(Token variable) {
        Map<String, UsqlType> columns = new LinkedHashMap<>();
        do {
            String name = tokens.name();
            if (columns.put(name, tokens.type()) != null) {
                throw UsqlError.semantic("DUPLICATECOLUMN", variable, "the column " + name + " is there twice");
            }
        } while (tokens.take(","));
        tokens.expect("FROM");
        String path = tokens.string();
        tokens.expect("USING");
        TextFormat format = TextFormat.read(tokens, "Extractors");
        known.put(variable.text(), Set.copyOf(columns.keySet()));
        return session -> {
            UsqlSession.FilePlace place = session.file(path);
            byte[] bytes = place.store()
                    .read(place.path())
                    .orElseThrow(
                            () -> new UsqlError("E_STORE_USER_FAILED_TO_OPEN_FILE", 0, "there is no file " + path));
            session.keep(
                    variable.text(),
                    new UsqlSession.Rowset(
                            List.copyOf(columns.keySet()),
                            format.rows(new String(bytes, StandardCharsets.UTF_8), columns)));
        };
    }

    /** A SELECT list over a rowset or a table. */
    private record Selection(
            List<String> names,
            List<Expression> values,
            Optional<Token> rowset,
            List<String> table,
            Token at,
            Optional<Expression> where) {
        UsqlSession.Rowset run(UsqlSession session) {
            List<Map<String, @Nullable Object>> rows =
                    rowset.isPresent() ? session.rowset(rowset.get()).rows() : tableRows(session);
            List<Map<String, @Nullable Object>> selected = new ArrayList<>();
            for (Map<String, @Nullable Object> row : rows) {
                if (where.isEmpty() || Boolean.TRUE.equals(where.get().of(row))) {
                    Map<String, @Nullable Object> out = new HashMap<>();
                    for (int i = 0; i < names.size(); i++) {
                        out.put(names.get(i), values.get(i).of(row));
                    }
                    selected.add(out);
                }
            }
            return new UsqlSession.Rowset(names, selected);
        }

        private List<Map<String, @Nullable Object>> tableRows(UsqlSession session) {
            TableRows open = TableRows.open(session, at, table);
            session.reads(open.path());
            return open.read(session);
        }
    }

    private Selection selection(boolean named) {
        List<String> names = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        do {
            Token start = tokens.peek();
            values.add(new ExpressionParser(tokens, true).parse());
            boolean plain = start.kind() == Token.Kind.WORD || start.kind() == Token.Kind.QUOTED;
            String name = tokens.take("AS") ? tokens.name() : plain ? start.text() : "";
            if (name.isEmpty() && named) {
                throw UsqlError.syntax(tokens.peek(), "AS and a name");
            }
            names.add(name.isEmpty() ? "column" + names.size() : name);
        } while (tokens.take(","));
        tokens.expect("FROM");
        Token at = tokens.peek();
        Optional<Token> rowset = at.kind() == Token.Kind.VARIABLE ? Optional.of(tokens.next()) : Optional.empty();
        List<String> table = rowset.isPresent() ? List.of() : tokens.dotted();
        Optional<Expression> where =
                tokens.take("WHERE") ? Optional.of(new ExpressionParser(tokens, true).parse()) : Optional.empty();
        return new Selection(names, values, rowset, table, at, where);
    }

    private UsqlStatement insert(Token start) {
        tokens.expect("INTO");
        List<String> table = tokens.dotted();
        List<String> columns = tokens.names();
        Optional<List<Expression>> label =
                tokens.take("PARTITION") ? Optional.of(TableStatements.literals(tokens)) : Optional.empty();
        if (tokens.take("VALUES")) {
            List<List<Expression>> rows = new ArrayList<>();
            do {
                rows.add(TableStatements.literals(tokens));
            } while (tokens.take(","));
            return session -> {
                List<List<@Nullable Object>> values = new ArrayList<>();
                for (List<Expression> row : rows) {
                    List<@Nullable Object> made = new ArrayList<>();
                    row.forEach(each -> made.add(each.of(Map.of())));
                    values.add(made);
                }
                insert(session, start, table, columns, label, values);
            };
        }
        tokens.expect("SELECT");
        Selection selection = selection(false);
        return session -> {
            List<List<@Nullable Object>> values = new ArrayList<>();
            for (Map<String, @Nullable Object> row : selection.run(session).rows()) {
                List<@Nullable Object> made = new ArrayList<>();
                selection.names().forEach(name -> made.add(row.get(name)));
                values.add(made);
            }
            if (selection.names().size() != columns.size()) {
                throw UsqlError.semantic("INSERTCOLUMNS", start, "as many values as columns are needed");
            }
            insert(session, start, table, columns, label, values);
        };
    }

    private static void insert(
            UsqlSession session,
            Token at,
            List<String> name,
            List<String> columns,
            Optional<List<Expression>> label,
            List<List<@Nullable Object>> rows) {
        TableRows table = TableRows.open(session, at, name);
        for (List<@Nullable Object> row : rows) {
            if (row.size() != columns.size()) {
                throw UsqlError.semantic("INSERTCOLUMNS", at, "as many values as columns are needed");
            }
        }
        table.insert(session, at, label.map(values -> table.label(at, values)), columns, rows);
        session.wrote(table.path());
    }

    private UsqlStatement output() {
        Token rowset = tokens.next();
        if (rowset.kind() != Token.Kind.VARIABLE) {
            throw UsqlError.syntax(rowset, "a rowset");
        }
        if (!known.containsKey(rowset.text())) {
            throw UsqlError.semantic("ROWSETVARIABLENOTFOUND", rowset, rowset.text() + " is not assigned");
        }
        tokens.expect("TO");
        String path = tokens.string();
        tokens.expect("USING");
        TextFormat format = TextFormat.read(tokens, "Outputters");
        return session -> {
            session.writes(path);
            UsqlSession.FilePlace place = session.file(path);
            place.store()
                    .write(place.path(), format.text(session.rowset(rowset)).getBytes(StandardCharsets.UTF_8));
        };
    }
}
