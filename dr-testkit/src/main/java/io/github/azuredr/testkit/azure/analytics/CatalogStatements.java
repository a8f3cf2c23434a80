package io.github.azuredr.testkit.azure.analytics;

import io.github.azuredr.testkit.azure.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** CREATE and DROP of everything but tables. */
final class CatalogStatements {
    private static final Map<String, String> CODE = Map.of(
            "VIEW", CatalogStore.VIEWS,
            "FUNCTION", CatalogStore.FUNCTIONS,
            "PROCEDURE", CatalogStore.PROCEDURES,
            "PACKAGE", CatalogStore.PACKAGES);
    private static final Map<String, String> NAME_FIELD = Map.of(
            CatalogStore.VIEWS, "viewName",
            CatalogStore.FUNCTIONS, "tvfName",
            CatalogStore.PROCEDURES, "procName",
            CatalogStore.PACKAGES, "packageName");

    private final Tokens tokens;
    private final String script;
    private final boolean wholeDefinitions;

    CatalogStatements(Tokens tokens, String script, boolean wholeDefinitions) {
        this.tokens = tokens;
        this.script = script;
        this.wholeDefinitions = wholeDefinitions;
    }

    /** Behind CREATE. */
    Optional<UsqlStatement> create(Token start) {
        for (Map.Entry<String, String> code : CODE.entrySet()) {
            if (tokens.take(code.getKey())) {
                return Optional.of(code(start, code.getKey(), code.getValue()));
            }
        }
        if (tokens.take("DATABASE")) {
            boolean maybe = ifNotExists(tokens);
            String name = tokens.name();
            return Optional.of(session -> database(session, start, maybe, name));
        }
        if (tokens.take("SCHEMA")) {
            boolean maybe = ifNotExists(tokens);
            List<String> name = tokens.dotted();
            return Optional.of(session -> schema(session, start, maybe, session.inDatabase(name)));
        }
        if (tokens.take("TYPE")) {
            boolean maybe = ifNotExists(tokens);
            List<String> name = tokens.dotted();
            tokens.expect("AS");
            tokens.expect("TABLE");
            List<Json> columns = TableStatements.columns(tokens);
            return Optional.of(session -> tableType(session, start, maybe, session.full(name), columns));
        }
        if (tokens.take("ASSEMBLY")) {
            return Optional.of(assembly(start));
        }
        if (tokens.take("DATA", "SOURCE")) {
            return Optional.of(dataSource(start));
        }
        return Optional.empty();
    }

    /** Behind DROP. */
    Optional<UsqlStatement> drop() {
        Token kind = tokens.peek();
        for (Map.Entry<String, String> code : CODE.entrySet()) {
            if (tokens.take(code.getKey())) {
                boolean maybe = ifExists(tokens);
                List<String> name = tokens.dotted();
                return Optional.of(session -> remove(session, kind, maybe, code.getValue(), session.full(name)));
            }
        }
        if (tokens.take("TYPE")) {
            boolean maybe = ifExists(tokens);
            List<String> name = tokens.dotted();
            return Optional.of(session -> remove(session, kind, maybe, CatalogStore.TABLE_TYPES, session.full(name)));
        }
        if (tokens.take("ASSEMBLY")) {
            boolean maybe = ifExists(tokens);
            List<String> name = tokens.dotted();
            return Optional.of(
                    session -> remove(session, kind, maybe, CatalogStore.ASSEMBLIES, session.inDatabase(name)));
        }
        if (tokens.take("DATA", "SOURCE")) {
            boolean maybe = ifExists(tokens);
            List<String> name = tokens.dotted();
            return Optional.of(
                    session -> remove(session, kind, maybe, CatalogStore.DATA_SOURCES, session.inDatabase(name)));
        }
        if (tokens.take("SCHEMA")) {
            boolean maybe = ifExists(tokens);
            List<String> name = tokens.dotted();
            return Optional.of(session -> {
                List<String> full = session.inDatabase(name);
                if (!session.catalog()
                        .list(CatalogStore.TABLES, full.toArray(String[]::new))
                        .isEmpty()) {
                    throw UsqlError.semantic("SCHEMANOTEMPTY", kind, "the schema " + full + " still has tables");
                }
                remove(session, kind, maybe, CatalogStore.SCHEMAS, full);
            });
        }
        return Optional.empty();
    }

    static boolean ifNotExists(Tokens tokens) {
        return tokens.take("IF", "NOT", "EXISTS");
    }

    static boolean ifExists(Tokens tokens) {
        return tokens.take("IF", "EXISTS");
    }

    static void require(UsqlSession session, String kind, Token at, String... path) {
        if (!session.catalog().has(kind, path)) {
            throw UsqlError.semantic("DDLENTITYDOESNOTEXIST", at, kind + " has no " + String.join(".", path));
        }
    }

    /** Whether it is to be made: not there yet, and its parent is. */
    static boolean fresh(UsqlSession session, Token at, boolean maybe, String kind, List<String> path) {
        if (path.size() == 3) {
            require(session, CatalogStore.SCHEMAS, at, path.get(0), path.get(1));
        } else if (path.size() == 2) {
            require(session, CatalogStore.DATABASES, at, path.get(0));
        }
        boolean there = session.catalog().has(kind, path.toArray(String[]::new));
        if (there && !maybe) {
            throw UsqlError.semantic("DDLENTITYALREADYEXISTS", at, kind + " has " + path + " already");
        }
        return !there;
    }

    static void remove(UsqlSession session, Token at, boolean maybe, String kind, List<String> path) {
        String[] key = path.toArray(String[]::new);
        if (!maybe) {
            require(session, kind, at, key);
        }
        session.catalog().remove(kind, key);
    }

    private static void database(UsqlSession session, Token at, boolean maybe, String name) {
        if (fresh(session, at, maybe, CatalogStore.DATABASES, List.of(name))) {
            session.catalog().put(CatalogStore.DATABASES, Json.object().with("databaseName", name), name);
            session.catalog()
                    .put(
                            CatalogStore.SCHEMAS,
                            Json.object().with("databaseName", name).with("schemaName", "dbo"),
                            name,
                            "dbo");
        }
    }

    private static void schema(UsqlSession session, Token at, boolean maybe, List<String> name) {
        if (fresh(session, at, maybe, CatalogStore.SCHEMAS, name)) {
            session.catalog()
                    .put(
                            CatalogStore.SCHEMAS,
                            Json.object().with("databaseName", name.get(0)).with("schemaName", name.get(1)),
                            name.get(0),
                            name.get(1));
        }
    }

    private static void tableType(UsqlSession session, Token at, boolean maybe, List<String> name, List<Json> columns) {
        if (fresh(session, at, maybe, CatalogStore.TABLE_TYPES, name)) {
            session.catalog()
                    .put(
                            CatalogStore.TABLE_TYPES,
                            Json.object()
                                    .with("databaseName", name.get(0))
                                    .with("schemaName", name.get(1))
                                    .with("typeName", name.get(2))
                                    .with("isUserDefined", true)
                                    .with("isTableType", true)
                                    .with("columns", columns),
                            name.toArray(String[]::new));
        }
    }

    private UsqlStatement assembly(Token start) {
        boolean maybe = ifNotExists(tokens);
        List<String> name = tokens.dotted();
        tokens.expect("FROM");
        List<List<String>> files = new ArrayList<>();
        String library = tokens.string();
        files.add(List.of("Assembly", library, fileName(library)));
        if (tokens.take("WITH")) {
            if (!tokens.take("ADDITIONAL_FILES")) {
                tokens.take("ADDITIONAL", "FILES");
            }
            tokens.expect("=");
            tokens.expect("(");
            do {
                String path = tokens.string();
                files.add(List.of("Resource", path, tokens.take("AS") ? tokens.string() : fileName(path)));
            } while (tokens.take(","));
            tokens.expect(")");
        }
        return session -> {
            List<String> full = session.inDatabase(name);
            if (fresh(session, start, maybe, CatalogStore.ASSEMBLIES, full)) {
                register(session, start, full, files);
            }
        };
    }

    /** Registration copies each file into the store's catalog folder, as the service does. */
    private static void register(UsqlSession session, Token at, List<String> name, List<List<String>> files) {
        List<Json> kept = new ArrayList<>();
        for (List<String> file : files) {
            UsqlSession.FilePlace place = session.file(file.get(1));
            byte[] bytes = place.store()
                    .read(place.path())
                    .orElseThrow(() -> UsqlError.semantic("FILENOTFOUND", at, "there is no file " + file.get(1)));
            String content = "/catalog/assembly/" + session.catalog().newId() + "/" + file.get(2);
            place.store().write(content, bytes);
            kept.add(Json.object()
                    .with("type", file.get(0))
                    .with("originalPath", file.get(1))
                    .with("contentPath", content));
        }
        session.catalog()
                .put(
                        CatalogStore.ASSEMBLIES,
                        Json.object()
                                .with("databaseName", name.get(0))
                                .with("assemblyName", name.get(1))
                                .with("clrName", name.get(1) + ", Version=1.0.0.0, Culture=neutral")
                                .with("isVisible", true)
                                .with("isUserDefined", true)
                                .with("files", kept)
                                .with("dependencies", List.of()),
                        name.toArray(String[]::new));
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private UsqlStatement dataSource(Token start) {
        boolean maybe = ifNotExists(tokens);
        List<String> name = tokens.dotted();
        tokens.expect("FROM");
        String provider = tokens.word().text();
        tokens.expect("WITH");
        tokens.expect("(");
        tokens.expect("PROVIDER_STRING");
        tokens.expect("=");
        String providerString = tokens.string();
        tokens.expect(",");
        tokens.expect("CREDENTIAL");
        tokens.expect("=");
        List<String> credential = tokens.dotted();
        List<String> pushdown = new ArrayList<>();
        if (tokens.take(",")) {
            tokens.expect("REMOTABLE_TYPES");
            tokens.expect("=");
            tokens.expect("(");
            do {
                pushdown.add(tokens.type().word());
            } while (tokens.take(","));
            tokens.expect(")");
        }
        tokens.expect(")");
        return session -> {
            List<String> full = session.inDatabase(name);
            if (fresh(session, start, maybe, CatalogStore.DATA_SOURCES, full)) {
                require(
                        session,
                        CatalogStore.CREDENTIALS,
                        start,
                        session.inDatabase(credential).toArray(String[]::new));
                session.catalog()
                        .put(
                                CatalogStore.DATA_SOURCES,
                                Json.object()
                                        .with("databaseName", full.get(0))
                                        .with("externalDataSourceName", full.get(1))
                                        .with("provider", provider)
                                        .with("providerString", providerString)
                                        .with("pushdownTypes", pushdown),
                                full.toArray(String[]::new));
            }
        };
    }

    private UsqlStatement code(Token start, String word, String kind) {
        boolean maybe = ifNotExists(tokens);
        List<String> name = tokens.dotted();
        int bodyStart = tokens.peek().start();
        List<CodeReference> references = new ArrayList<>();
        int end = word.equals("VIEW") ? viewEnd(references) : blockEnd(references);
        String definition = script.substring(wholeDefinitions ? start.start() : bodyStart, end);
        return session -> {
            List<String> full = session.full(name);
            if (fresh(session, start, maybe, kind, full)) {
                references.forEach(each -> each.require(session));
                session.catalog()
                        .put(
                                kind,
                                Json.object()
                                        .with("databaseName", full.get(0))
                                        .with("schemaName", full.get(1))
                                        .with(NAME_FIELD.getOrDefault(kind, "name"), full.get(2))
                                        .with("definition", definition),
                                full.toArray(String[]::new));
            }
        };
    }

    /** A table, view or function that code reads. */
    private record CodeReference(Token at, List<String> name) {
        void require(UsqlSession session) {
            String[] full = session.full(name).toArray(String[]::new);
            CatalogStore catalog = session.catalog();
            boolean there = catalog.has(CatalogStore.TABLES, full)
                    || catalog.has(CatalogStore.VIEWS, full)
                    || catalog.has(CatalogStore.FUNCTIONS, full);
            if (!there) {
                throw UsqlError.semantic(
                        "OBJECTNOTFOUND", at, "no table, view or function is called " + String.join(".", full));
            }
        }
    }

    private int viewEnd(List<CodeReference> references) {
        tokens.expect("AS");
        int end = tokens.peek().end();
        while (!tokens.ended() && !tokens.at(";")) {
            end = reference(references);
        }
        return end;
    }

    /** Up to the END that closes the first BEGIN. */
    private int blockEnd(List<CodeReference> references) {
        int depth = 0;
        while (!tokens.ended()) {
            Token token = tokens.peek();
            if (token.is("BEGIN")) {
                depth++;
            } else if (token.is("END") && --depth == 0) {
                tokens.next();
                return token.end();
            }
            reference(references);
        }
        throw UsqlError.syntax(tokens.peek(), "END");
    }

    /** Takes one token; when it is FROM or JOIN, also the name behind it. */
    private int reference(List<CodeReference> references) {
        Token token = tokens.next();
        boolean reads = token.is("FROM") || token.is("JOIN");
        boolean named =
                tokens.peek().kind() == Token.Kind.QUOTED || tokens.peek().kind() == Token.Kind.WORD;
        if (reads && named) {
            Token at = tokens.peek();
            references.add(new CodeReference(at, tokens.dotted()));
        }
        return tokens.lastEnd();
    }
}
