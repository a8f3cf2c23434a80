package io.github.azuredr.testkit.azure.analytics;

import static io.github.azuredr.testkit.azure.analytics.CatalogStore.ACL;
import static io.github.azuredr.testkit.azure.analytics.CatalogStore.ASSEMBLIES;
import static io.github.azuredr.testkit.azure.analytics.CatalogStore.CREDENTIALS;
import static io.github.azuredr.testkit.azure.analytics.CatalogStore.DATABASES;
import static io.github.azuredr.testkit.azure.analytics.CatalogStore.DATA_SOURCES;
import static io.github.azuredr.testkit.azure.analytics.CatalogStore.FRAGMENTS;
import static io.github.azuredr.testkit.azure.analytics.CatalogStore.FUNCTIONS;
import static io.github.azuredr.testkit.azure.analytics.CatalogStore.PACKAGES;
import static io.github.azuredr.testkit.azure.analytics.CatalogStore.PARTITIONS;
import static io.github.azuredr.testkit.azure.analytics.CatalogStore.PROCEDURES;
import static io.github.azuredr.testkit.azure.analytics.CatalogStore.SCHEMAS;
import static io.github.azuredr.testkit.azure.analytics.CatalogStore.STATISTICS;
import static io.github.azuredr.testkit.azure.analytics.CatalogStore.TABLES;
import static io.github.azuredr.testkit.azure.analytics.CatalogStore.TABLE_TYPES;
import static io.github.azuredr.testkit.azure.analytics.CatalogStore.VIEWS;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import java.util.List;
import java.util.Set;

/** The catalog over REST: everything may be read; credentials and access rules may be written, nothing else. */
final class CatalogRoutes {
    private static final Set<String> LIST_PARAMETERS = Set.of("$top", "$skip", "$count", "basic");
    private static final Set<String> IN_DATABASE = Set.of(ASSEMBLIES, DATA_SOURCES, CREDENTIALS, SCHEMAS);
    private static final Set<String> ACROSS_SCHEMAS = Set.of(TABLES, VIEWS, FUNCTIONS, STATISTICS);
    private static final Set<String> IN_SCHEMA =
            Set.of(TABLES, TABLE_TYPES, VIEWS, FUNCTIONS, PROCEDURES, PACKAGES, STATISTICS);
    private static final Set<String> IN_TABLE = Set.of(FRAGMENTS, PARTITIONS, STATISTICS);
    private static final Set<String> ACE_TYPES = Set.of("UserObj", "GroupObj", "Other", "User", "Group");
    private static final Set<String> PERMISSIONS = Set.of("None", "Use", "Create", "Drop", "Alter", "Write", "All");

    private final Pages pages;

    CatalogRoutes(Pages pages) {
        this.pages = pages;
    }

    /** Answers for the path behind {@code /catalog/usql}. */
    SimResponse answer(CatalogStore store, Wire call, List<String> path) {
        if (path.equals(List.of(ACL))) {
            return acl(store, call, "account");
        }
        require(!path.isEmpty() && path.get(0).equals(DATABASES), call);
        if (path.size() <= 2) {
            return path.size() == 1 ? list(store, call, DATABASES) : one(store, call, DATABASES, path.get(1));
        }
        String database = path.get(1);
        exists(store, DATABASES, database);
        String kind = path.get(2);
        if (kind.equals(ACL) && path.size() == 3) {
            return acl(store, call, "database", database);
        }
        if (kind.equals(CREDENTIALS) && path.size() == 4) {
            return credential(store, call, database, path.get(3));
        }
        if (path.size() == 3 && ACROSS_SCHEMAS.contains(kind)) {
            return list(store, call, kind, database);
        }
        if (path.size() <= 4) {
            require(IN_DATABASE.contains(kind), call);
            return path.size() == 3
                    ? kind.equals(ASSEMBLIES) ? assemblies(store, call, database) : list(store, call, kind, database)
                    : one(store, call, kind, database, path.get(3));
        }
        require(kind.equals(SCHEMAS), call);
        return schema(store, call, database, path.subList(3, path.size()));
    }

    private SimResponse schema(CatalogStore store, Wire call, String database, List<String> path) {
        String schema = path.get(0);
        exists(store, SCHEMAS, database, schema);
        String kind = path.get(1);
        require(IN_SCHEMA.contains(kind), call);
        if (path.size() == 2) {
            return list(store, call, kind, database, schema);
        }
        if (path.size() == 3) {
            require(!kind.equals(STATISTICS), call);
            return one(store, call, kind, database, schema, path.get(2));
        }
        String table = path.get(2);
        exists(store, TABLES, database, schema, table);
        String inner = path.get(3);
        require(kind.equals(TABLES) && path.size() <= 5 && IN_TABLE.contains(inner), call);
        if (path.size() == 4) {
            return list(store, call, inner, database, schema, table);
        }
        require(!inner.equals(FRAGMENTS), call);
        return one(store, call, inner, database, schema, table, path.get(4));
    }

    private SimResponse list(CatalogStore store, Wire call, String kind, String... within) {
        read(call);
        call.allow(LIST_PARAMETERS);
        List<Json> all = store.list(kind, within);
        boolean basic = call.parameter("basic").equals(java.util.Optional.of("true"));
        if (basic && !kind.equals(TABLES)) {
            throw Wire.badRequest("The query parameter basic is for tables only.");
        }
        return pages.answer(call, basic ? all.stream().map(CatalogRoutes::basic).toList() : all);
    }

    private static Json basic(Json table) {
        return table.without("columnList")
                .without("indexList")
                .without("partitionKeyList")
                .without("distributionInfo")
                .without("externalTable");
    }

    /** The list names assemblies only; files and dependencies take a call for each. */
    private SimResponse assemblies(CatalogStore store, Wire call, String database) {
        read(call);
        call.allow(LIST_PARAMETERS);
        return pages.answer(
                call,
                store.list(ASSEMBLIES, database).stream()
                        .map(each -> each.with(
                                        "assemblyClrName",
                                        each.text("assemblyName").orElse(""))
                                .without("assemblyName")
                                .without("files")
                                .without("dependencies")
                                .without("isVisible")
                                .without("isUserDefined"))
                        .toList());
    }

    private static SimResponse one(CatalogStore store, Wire call, String kind, String... path) {
        read(call);
        return Wire.ok(store.find(kind, path).orElseThrow(() -> Wire.notFound(kind + " " + String.join(".", path))));
    }

    private static SimResponse credential(CatalogStore store, Wire call, String database, String name) {
        String[] path = {database, name};
        return switch (call.request().method()) {
            case "GET" -> one(store, call, CREDENTIALS, path);
            case "PUT" -> createCredential(store, call, name, path);
            case "PATCH" -> {
                exists(store, CREDENTIALS, path);
                store.put(CREDENTIALS, Json.object().with("credentialName", name), path);
                yield SimResponse.of(200);
            }
            case "POST" -> {
                exists(store, CREDENTIALS, path);
                store.remove(CREDENTIALS, path);
                yield SimResponse.of(200);
            }
            default -> throw new Wire.Refused(405, "MethodNotAllowed", "The method is not supported here.");
        };
    }

    /** Passwords are not kept: nothing ever reads them back. */
    private static SimResponse createCredential(CatalogStore store, Wire call, String name, String... path) {
        for (String field : List.of("password", "uri", "userId")) {
            if (call.body().text(field).isEmpty()) {
                throw Wire.badRequest("The field " + field + " is required.");
            }
        }
        if (store.has(CREDENTIALS, path)) {
            throw new Wire.Refused(409, "CredentialAlreadyExists", "The credential exists; use PATCH.");
        }
        store.put(CREDENTIALS, Json.object().with("credentialName", name), path);
        return SimResponse.of(200);
    }

    private SimResponse acl(CatalogStore store, Wire call, String... scope) {
        if (call.is("GET")) {
            call.allow(LIST_PARAMETERS);
            return pages.answer(call, store.list(ACL, scope));
        }
        String operation = call.parameter("op").orElse("");
        require(call.is("POST") && (operation.equals("GRANTACE") || operation.equals("REVOKEACE")), call);
        Json body = call.body();
        String type = body.text("aceType").orElse("");
        String principal = body.text("principalId").orElse("");
        if (!ACE_TYPES.contains(type) || !principal.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            throw Wire.badRequest("aceType must be one of " + ACE_TYPES + " and principalId a GUID.");
        }
        String[] path = CatalogStore.with(List.of(scope), type + " " + principal);
        if (operation.equals("REVOKEACE")) {
            exists(store, ACL, path);
            store.remove(ACL, path);
            return SimResponse.of(200);
        }
        String permission = body.text("permission").orElse("");
        if (!PERMISSIONS.contains(permission)) {
            throw Wire.badRequest("permission must be one of " + PERMISSIONS);
        }
        store.putPlain(
                ACL,
                Json.object()
                        .with("aceType", type)
                        .with("principalId", principal)
                        .with("permission", permission),
                path);
        return SimResponse.of(200);
    }

    private static void exists(CatalogStore store, String kind, String... path) {
        if (!store.has(kind, path)) {
            throw Wire.notFound(kind + " " + String.join(".", path));
        }
    }

    private static void read(Wire call) {
        if (!call.is("GET")) {
            throw new Wire.Refused(405, "MethodNotAllowed", "The catalog is written by jobs, not by REST.");
        }
    }

    private static void require(boolean known, Wire call) {
        if (!known) {
            throw Wire.notFound("The path " + call.request().url().getPath());
        }
    }
}
