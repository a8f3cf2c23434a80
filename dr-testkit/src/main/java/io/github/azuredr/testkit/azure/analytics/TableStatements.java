package io.github.azuredr.testkit.azure.analytics;

import io.github.azuredr.testkit.azure.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tables, their partitions and statistics. */
final class TableStatements {
    private final Tokens tokens;

    TableStatements(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Behind CREATE. */
    Optional<UsqlStatement> create() {
        Token start = tokens.peek();
        if (tokens.take("TABLE")) {
            boolean maybe = CatalogStatements.ifNotExists(tokens);
            List<String> name = tokens.dotted();
            Json table = body(start);
            return Optional.of(session -> {
                List<String> full = session.full(name);
                if (CatalogStatements.fresh(session, start, maybe, CatalogStore.TABLES, full)) {
                    session.catalog().put(CatalogStore.TABLES, named(table, full), full.toArray(String[]::new));
                }
            });
        }
        if (tokens.take("EXTERNAL", "TABLE")) {
            return Optional.of(external(start));
        }
        if (tokens.take("STATISTICS")) {
            boolean maybe = CatalogStatements.ifNotExists(tokens);
            String name = tokens.name();
            tokens.expect("ON");
            List<String> table = tokens.dotted();
            List<String> columns = tokens.names();
            tokens.expect("WITH");
            tokens.expect("FULLSCAN");
            return Optional.of(session -> statistics(session, start, maybe, name, session.full(table), columns));
        }
        return Optional.empty();
    }

    /** Behind DROP. */
    Optional<UsqlStatement> drop() {
        Token start = tokens.peek();
        if (tokens.take("TABLE")) {
            boolean maybe = CatalogStatements.ifExists(tokens);
            List<String> name = tokens.dotted();
            return Optional.of(session -> {
                List<String> full = session.full(name);
                String[] key = full.toArray(String[]::new);
                CatalogStatements.remove(session, start, maybe, CatalogStore.TABLES, full);
                session.catalog().clear(full, Optional.empty());
                session.catalog().removeAll(CatalogStore.PARTITIONS, key);
                session.catalog().removeAll(CatalogStore.STATISTICS, key);
                session.wrote(full);
            });
        }
        if (tokens.take("STATISTICS")) {
            boolean maybe = CatalogStatements.ifExists(tokens);
            String name = tokens.name();
            tokens.expect("ON");
            List<String> table = tokens.dotted();
            return Optional.of(session -> {
                List<String> path = new ArrayList<>(session.full(table));
                path.add(name);
                CatalogStatements.remove(session, start, maybe, CatalogStore.STATISTICS, path);
            });
        }
        return Optional.empty();
    }

    /** ALTER TABLE and TRUNCATE TABLE. */
    Optional<UsqlStatement> change() {
        Token start = tokens.next();
        tokens.expect("TABLE");
        List<String> name = tokens.dotted();
        if (start.is("TRUNCATE")) {
            return Optional.of(session -> {
                TableRows table = TableRows.open(session, start, name);
                session.catalog().clear(table.path(), Optional.empty());
                session.wrote(table.path());
            });
        }
        if (tokens.take("REBUILD")) {
            return Optional.of(session -> TableRows.open(session, start, name).rebuild(session));
        }
        boolean add = tokens.take("ADD");
        if (add && tokens.take("COLUMN")) {
            return Optional.of(addColumn(start, name));
        }
        if (!add) {
            tokens.expect("DROP");
        }
        boolean maybe = add ? CatalogStatements.ifNotExists(tokens) : CatalogStatements.ifExists(tokens);
        tokens.expect("PARTITION");
        List<Expression> values = literals(tokens);
        return Optional.of(session -> {
            TableRows table = TableRows.open(session, start, name);
            List<String> label = table.label(start, values);
            if (add) {
                table.addPartition(session, start, maybe, label);
            } else {
                table.dropPartition(session, start, maybe, label);
            }
            session.wrote(table.path());
        });
    }

    /** Values in brackets that use no column. */
    static List<Expression> literals(Tokens tokens) {
        tokens.expect("(");
        List<Expression> values = new ArrayList<>();
        do {
            values.add(new ExpressionParser(tokens, false).parse());
        } while (tokens.take(","));
        tokens.expect(")");
        return values;
    }

    /** Columns with types in brackets, and nothing else. */
    static List<Json> columns(Tokens tokens) {
        tokens.expect("(");
        List<Json> columns = new ArrayList<>();
        do {
            columns.add(column(tokens));
        } while (tokens.take(","));
        tokens.expect(")");
        return columns;
    }

    private static Json column(Tokens tokens) {
        return Json.object()
                .with("name", tokens.name())
                .with("type", tokens.type().dotNet());
    }

    private static Json named(Json table, List<String> full) {
        return table.with("databaseName", full.get(0))
                .with("schemaName", full.get(1))
                .with("tableName", full.get(2));
    }

    private Json body(Token start) {
        tokens.expect("(");
        List<Json> columns = new ArrayList<>();
        Json table = Json.object();
        boolean indexed = false;
        do {
            if (tokens.take("INDEX")) {
                indexed = true;
                table = index(start, table, columns);
            } else if (indexed) {
                throw UsqlError.syntax(tokens.peek(), "the index behind all columns");
            } else {
                columns.add(column(tokens));
            }
        } while (tokens.take(","));
        tokens.expect(")");
        Set<String> seen = new HashSet<>();
        for (Json column : columns) {
            if (!seen.add(column.text("name").orElse(""))) {
                throw UsqlError.semantic("DUPLICATECOLUMN", start, "a column is there twice: " + column);
            }
        }
        return table.with("columnList", columns);
    }

    private Json index(Token start, Json table, List<Json> columns) {
        Set<String> names = new HashSet<>();
        columns.forEach(column -> names.add(column.text("name").orElse("")));
        String name = tokens.name();
        tokens.expect("CLUSTERED");
        boolean columnstore = tokens.take("COLUMNSTORE");
        List<Json> keys = columnstore ? List.of() : directed(start, names);
        List<String> partitioned = List.of();
        if (tokens.take("PARTITIONED")) {
            tokens.take("BY");
            partitioned = tokens.names();
            requireKnown(start, names, partitioned);
        }
        tokens.expect("DISTRIBUTED");
        tokens.take("BY");
        Json distribution = distribution(start, names, !partitioned.isEmpty());
        Json index = Json.object()
                .with("name", name)
                .with("indexKeys", keys)
                .with("columns", List.copyOf(names).stream().sorted().toList())
                .with("distributionInfo", distribution)
                .with("partitionKeyList", partitioned)
                .with("isColumnstore", columnstore)
                .with("indexId", 1)
                .with("isUnique", false);
        return table.with("indexList", List.of(index))
                .with("partitionKeyList", partitioned)
                .with("distributionInfo", distribution);
    }

    private Json distribution(Token start, Set<String> names, boolean partitioned) {
        int code;
        List<Json> keys = List.of();
        if (tokens.take("ROUND", "ROBIN")) {
            code = 6;
        } else if (tokens.take("DIRECT", "HASH")) {
            code = 17;
            keys = plain(start, names);
        } else if (tokens.take("RANGE")) {
            code = 5;
            keys = directed(start, names);
        } else {
            tokens.expect("HASH");
            code = 2;
            keys = plain(start, names);
        }
        if (partitioned && code != 2 && code != 6) {
            throw UsqlError.semantic("PARTITIONEDDISTRIBUTION", start, "a partitioned table takes HASH or ROUND ROBIN");
        }
        int count = 0;
        if (tokens.take("INTO")) {
            count = Integer.parseInt(tokens.next().text());
            if (count < 2 || count > 2500) {
                throw UsqlError.semantic("DISTRIBUTIONCOUNT", start, "a table goes INTO 2 to 2500: " + count);
            }
        }
        return Json.object()
                .with("type", code)
                .with("keys", keys)
                .with("count", count)
                .with("dynamicCount", 0);
    }

    private List<Json> plain(Token start, Set<String> names) {
        List<String> keys = tokens.names();
        requireKnown(start, names, keys);
        return keys.stream()
                .map(key -> Json.object().with("name", key).with("descending", false))
                .toList();
    }

    private List<Json> directed(Token start, Set<String> names) {
        tokens.expect("(");
        List<Json> keys = new ArrayList<>();
        do {
            String key = tokens.name();
            requireKnown(start, names, List.of(key));
            boolean descending = tokens.take("DESC");
            if (!descending) {
                tokens.take("ASC");
            }
            keys.add(Json.object().with("name", key).with("descending", descending));
        } while (tokens.take(","));
        tokens.expect(")");
        return keys;
    }

    private static void requireKnown(Token start, Set<String> names, List<String> used) {
        if (!names.containsAll(used)) {
            throw UsqlError.semantic("COLUMNNOTFOUND", start, "not all of " + used + " are columns");
        }
    }

    private UsqlStatement external(Token start) {
        boolean maybe = CatalogStatements.ifNotExists(tokens);
        List<String> name = tokens.dotted();
        List<Json> columns = columns(tokens);
        tokens.expect("FROM");
        List<String> source = tokens.dotted();
        tokens.expect("LOCATION");
        String remote = tokens.string();
        return session -> {
            List<String> full = session.full(name);
            List<String> from = session.inDatabase(source);
            if (CatalogStatements.fresh(session, start, maybe, CatalogStore.TABLES, full)) {
                CatalogStatements.require(session, CatalogStore.DATA_SOURCES, start, from.toArray(String[]::new));
                Json table = Json.object()
                        .with("columnList", columns)
                        .with("externalTable.tableName", remote)
                        .with("externalTable.dataSource.name.firstPart", from.get(1))
                        .with(
                                "externalTable.dataSource.version",
                                session.catalog().newId());
                session.catalog().put(CatalogStore.TABLES, named(table, full), full.toArray(String[]::new));
            }
        };
    }

    private static void statistics(
            UsqlSession session, Token at, boolean maybe, String name, List<String> table, List<String> columns) {
        CatalogStatements.require(session, CatalogStore.TABLES, at, table.toArray(String[]::new));
        String[] path = CatalogStore.with(table, name);
        if (session.catalog().has(CatalogStore.STATISTICS, path)) {
            if (!maybe) {
                throw UsqlError.semantic("DDLENTITYALREADYEXISTS", at, "statistics " + name + " are there already");
            }
            return;
        }
        session.catalog()
                .put(
                        CatalogStore.STATISTICS,
                        named(Json.object(), table)
                                .with("statisticsName", session.catalog().newId())
                                .with("userStatName", name)
                                .with("createTime", session.catalog().now())
                                .with("updateTime", session.catalog().now())
                                .with("isUserCreated", true)
                                .with("isAutoCreated", false)
                                .with("hasFilter", false)
                                .with("colNames", columns),
                        path);
    }

    private UsqlStatement addColumn(Token start, List<String> name) {
        Json column = column(tokens);
        return session -> {
            TableRows table = TableRows.open(session, start, name);
            if (table.types().containsKey(column.text("name").orElse(""))) {
                throw UsqlError.semantic("DUPLICATECOLUMN", start, "the column is there already: " + column);
            }
            List<Json> columns = new ArrayList<>(table.definition().list("columnList"));
            columns.add(column);
            session.catalog()
                    .put(
                            CatalogStore.TABLES,
                            table.definition().with("columnList", columns),
                            table.path().toArray(String[]::new));
        };
    }

    /** A column's type by its name, in the table's order. */
    static Map<String, UsqlType> types(Json table) {
        Map<String, UsqlType> types = new java.util.LinkedHashMap<>();
        table.list("columnList")
                .forEach(column -> types.put(
                        column.text("name").orElseThrow(),
                        UsqlType.ofDotNet(column.text("type").orElseThrow())));
        return types;
    }
}
