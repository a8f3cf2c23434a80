package io.github.azuredr.datalake.azure.analytics;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.azuredr.azure.AzureAccess;
import io.github.azuredr.datalake.analytics.AnalyticsException;
import io.github.azuredr.datalake.analytics.AnalyticsFailure;
import io.github.azuredr.datalake.catalog.CatalogObject;
import io.github.azuredr.datalake.catalog.CatalogPort;
import io.github.azuredr.datalake.catalog.Definition;
import io.github.azuredr.datalake.catalog.Fragment;
import io.github.azuredr.datalake.catalog.Login;
import io.github.azuredr.datalake.catalog.ObjectKind;
import io.github.azuredr.datalake.catalog.ObjectName;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** The catalog of one account at {@code {account}.azuredatalakeanalytics.net/catalog/usql}. Safe for concurrent use. */
public final class AnalyticsCatalog implements CatalogPort {
    /** The token scope of the catalog and of the job service. */
    public static final String SCOPE = "https://datalake.azure.net/.default";

    private final AccountHttp http;

    private AnalyticsCatalog(AccountHttp http) {
        this.http = http;
    }

    /** The catalog of an account in the public cloud. */
    public static AnalyticsCatalog of(AzureAccess access, String account) {
        return at(access.pipelineFor(SCOPE), account, AccountHttp.publicEndpoint(account));
    }

    /**
     * The catalog at another address, such as that of a national cloud.
     *
     * @param pipeline signs in for {@link #SCOPE} and does not repeat calls
     * @param endpoint https and the account's host, without a path
     */
    public static AnalyticsCatalog at(HttpPipeline pipeline, String account, URI endpoint) {
        return new AnalyticsCatalog(new AccountHttp(pipeline, account, endpoint));
    }

    @Override
    public String account() {
        return http.account();
    }

    @Override
    public Iterable<CatalogObject> databases() {
        return paged(
                json -> {
                    ObjectName name = ObjectName.database(CatalogJson.text(json, "databaseName"));
                    return Optional.of(CatalogJson.object(name, json, new Definition.Present()));
                },
                "databases");
    }

    @Override
    public Iterable<CatalogObject> list(ObjectKind kind, ObjectName within) {
        String database = within.database();
        String schema = within.schema();
        return switch (kind) {
            case SCHEMA ->
                paged(
                        json -> {
                            ObjectName name = ObjectName.schema(database, CatalogJson.text(json, "schemaName"));
                            return Optional.of(CatalogJson.object(name, json, new Definition.Present()));
                        },
                        "databases",
                        database,
                        "schemas");
            case CREDENTIAL ->
                paged(
                        json -> {
                            ObjectName name = ObjectName.inDatabase(
                                    ObjectKind.CREDENTIAL, database, CatalogJson.text(json, "credentialName"));
                            return Optional.of(CatalogJson.object(name, json, new Definition.Present()));
                        },
                        "databases",
                        database,
                        "credentials");
            case DATA_SOURCE ->
                paged(
                        json -> Optional.of(CatalogJson.dataSource(within, json)),
                        "databases",
                        database,
                        "externaldatasources");
            case ASSEMBLY -> paged(json -> assembly(database, json), "databases", database, "assemblies");
            case ACCESS -> paged(json -> Optional.of(CatalogJson.access(database, json)), "databases", database, "acl");
            case TABLE ->
                paged(json -> Optional.of(CatalogJson.table(within, json)), schemaPath(database, schema, "tables"));
            case TABLE_TYPE ->
                paged(
                        json -> Optional.of(CatalogJson.tableType(within, json)),
                        schemaPath(database, schema, "tabletypes"));
            case STATISTICS ->
                paged(json -> CatalogJson.statistics(within, json), schemaPath(database, schema, "statistics"));
            case FUNCTION -> code(kind, within, "tablevaluedfunctions");
            case PACKAGE -> code(kind, within, "packages");
            case VIEW -> code(kind, within, "views");
            case PROCEDURE -> code(kind, within, "procedures");
            case PARTITION ->
                paged(
                        json -> {
                            PartitionId partition = CatalogJson.partition(within, json);
                            return Optional.of(CatalogJson.object(partition.name(), json, partition.partition()));
                        },
                        tablePath(within, "partitions"));
            case DATABASE -> throw new IllegalArgumentException("kind must not be DATABASE; call databases()");
        };
    }

    @Override
    public Iterable<CatalogObject> accountAccess() {
        return paged(json -> Optional.of(CatalogJson.access("", json)), "acl");
    }

    @Override
    public Optional<CatalogObject> table(ObjectName table) {
        URI address = http.address(
                "",
                "catalog",
                "usql",
                "databases",
                table.database(),
                "schemas",
                table.schema(),
                "tables",
                table.name());
        return http.find(address).map(json -> read(address, json, each -> CatalogJson.table(schemaOf(table), each)));
    }

    @Override
    public Iterable<Fragment> fragments(ObjectName table) {
        return paged(json -> Optional.of(CatalogJson.fragment(json)), tablePath(table, "tablefragments"));
    }

    @Override
    public Iterable<PartitionId> partitionIds(ObjectName table) {
        return paged(json -> Optional.of(CatalogJson.partition(table, json)), tablePath(table, "partitions"));
    }

    @Override
    public void putCredential(ObjectName credential, Login login) {
        ObjectNode body = http.json().createObjectNode();
        body.put("uri", login.uri()).put("userId", login.userId());
        URI address = credentialAddress(credential);
        try {
            http.send(
                    HttpMethod.PUT,
                    address,
                    body.deepCopy().put("password", login.password().reveal()));
        } catch (AnalyticsException refused) {
            if (refused.kind() != AnalyticsFailure.CONFLICT) {
                throw refused;
            }
            // It is there: the account's owner may replace it without the old password.
            http.send(
                    HttpMethod.PATCH,
                    address,
                    body.put("newPassword", login.password().reveal()));
        }
    }

    @Override
    public void removeCredential(ObjectName credential) {
        http.send(HttpMethod.POST, credentialAddress(credential), http.json().createObjectNode());
    }

    @Override
    public void grant(ObjectName access, Definition.Access rule) {
        http.send(
                HttpMethod.POST,
                accessAddress(access, "GRANTACE"),
                principal(rule).put("permission", rule.permission()));
    }

    @Override
    public void revoke(ObjectName access, Definition.Access rule) {
        http.send(HttpMethod.POST, accessAddress(access, "REVOKEACE"), principal(rule));
    }

    private ObjectNode principal(Definition.Access rule) {
        return http.json().createObjectNode().put("aceType", rule.aceType()).put("principalId", rule.principalId());
    }

    private URI accessAddress(ObjectName access, String operation) {
        return access.database().isEmpty()
                ? http.address("op=" + operation, "catalog", "usql", "acl")
                : http.address("op=" + operation, "catalog", "usql", "databases", access.database(), "acl");
    }

    private URI credentialAddress(ObjectName credential) {
        return http.address(
                "", "catalog", "usql", "databases", credential.database(), "credentials", credential.name());
    }

    /** The list names assemblies only; what ships with the service is left out. */
    private Optional<CatalogObject> assembly(String database, JsonNode listed) {
        String name = CatalogJson.text(listed, "assemblyClrName");
        URI address = http.address("", "catalog", "usql", "databases", database, "assemblies", name);
        return http.find(address)
                .filter(json -> json.path("isUserDefined").asBoolean(true))
                .map(json -> read(
                        address,
                        json,
                        each -> CatalogJson.assembly(
                                ObjectName.inDatabase(ObjectKind.ASSEMBLY, database, name), each)));
    }

    private Iterable<CatalogObject> code(ObjectKind kind, ObjectName schema, String list) {
        return paged(
                json -> Optional.of(CatalogJson.code(kind, schema, json)),
                schemaPath(schema.database(), schema.schema(), list));
    }

    private <T> Iterable<T> paged(Function<JsonNode, Optional<T>> entry, String... path) {
        String[] full = new String[path.length + 2];
        full[0] = "catalog";
        full[1] = "usql";
        System.arraycopy(path, 0, full, 2, path.length);
        URI address = http.address("", full);
        return new PagedList<>(http, address, json -> read(address, json, entry));
    }

    private <T> T read(URI address, JsonNode json, Function<JsonNode, T> reading) {
        try {
            return reading.apply(json);
        } catch (IllegalArgumentException unreadable) {
            throw http.notUnderstood(HttpMethod.GET, address, String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    private static ObjectName schemaOf(ObjectName table) {
        return ObjectName.schema(table.database(), table.schema());
    }

    private static String[] schemaPath(String database, String schema, String list) {
        return new String[] {"databases", database, "schemas", schema, list};
    }

    private static String[] tablePath(ObjectName table, String list) {
        return new String[] {"databases", table.database(), "schemas", table.schema(), "tables", table.name(), list};
    }
}
