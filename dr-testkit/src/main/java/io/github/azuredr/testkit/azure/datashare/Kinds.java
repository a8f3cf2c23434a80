package io.github.azuredr.testkit.azure.datashare;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.arm.ArmRefusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fourteen kinds of datasets, what each must say, and what a mapping to it must say. */
final class Kinds {
    private static final List<String> STORE = List.of("storageAccountName", "resourceGroup", "subscriptionId");
    private static final List<String> GEN1 = List.of("accountName", "resourceGroup", "subscriptionId");
    private static final List<String> TABLES = List.of(
            "tablesToInclude",
            "tablesToExclude",
            "externalTablesToInclude",
            "externalTablesToExclude",
            "materializedViewsToInclude",
            "materializedViewsToExclude");
    private static final Map<String, Kind> ALL = all();

    private Kinds() {}

    /** What a kind is stored in. */
    enum Store {
        STORAGE,
        GEN1,
        KUSTO,
        SQL
    }

    /**
     * One kind.
     *
     * @param single whether it names one file or table rather than a tree
     * @param fields what a dataset must say
     * @param mapped what a mapping must say; empty for a kind that cannot be a target
     * @param outputType whether a mapping may name a file format
     */
    record Kind(
            String name, Store store, boolean single, List<String> fields, List<String> mapped, boolean outputType) {}

    /** The kind a body names, or a refusal. */
    static Kind of(Json body) {
        String name = body.text("kind").orElseThrow(() -> invalid("kind is required."));
        return Optional.ofNullable(ALL.get(name)).orElseThrow(() -> invalid("kind '" + name + "' is not known."));
    }

    static Optional<Kind> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** The properties of a dataset, complete and without anything else. */
    static Json dataSet(Json body) {
        return checked(body, of(body).fields(), List.of());
    }

    /** The properties of a mapping, complete and without anything else. */
    static Json mapping(Json body) {
        Kind kind = of(body);
        if (kind.mapped().isEmpty()) {
            throw invalid("kind '" + kind.name() + "' cannot be the target of a mapping.");
        }
        return checked(body, kind.mapped(), kind.outputType() ? List.of("outputType") : List.of());
    }

    static ArmRefusal invalid(String message) {
        return ArmRefusal.badRequest("InvalidRequestContent", message);
    }

    private static Json checked(Json body, List<String> required, List<String> optional) {
        Json properties = body.at("properties").orElseThrow(() -> invalid("properties are required."));
        for (String field : required) {
            boolean there = field.equals("tableLevelSharingProperties")
                    ? tables(properties)
                    : properties.text(field).filter(text -> !text.isBlank()).isPresent();
            if (!there) {
                throw invalid("properties." + field + " is required.");
            }
            if (field.endsWith("ResourceId")
                    && !properties.text(field).orElse("").matches("(?i)/subscriptions/.+/providers/Microsoft\\..+")) {
                throw invalid("properties." + field + " must be a resource id.");
            }
        }
        for (String field : properties.names()) {
            if (!required.contains(field) && !optional.contains(field)) {
                throw invalid("properties." + field + " is not a property that can be set.");
            }
        }
        String output = properties.text("outputType").orElse("Csv");
        if (!output.equals("Csv") && !output.equals("Parquet")) {
            throw invalid("properties.outputType must be Csv or Parquet.");
        }
        return properties;
    }

    private static boolean tables(Json properties) {
        Json tables = properties.at("tableLevelSharingProperties").orElse(null);
        if (tables == null) {
            return false;
        }
        for (String name : tables.names()) {
            if (!TABLES.contains(name)) {
                throw invalid("properties.tableLevelSharingProperties." + name + " is not known.");
            }
        }
        return true;
    }

    private static Map<String, Kind> all() {
        Map<String, Kind> all = new LinkedHashMap<>();
        storage(all, "Blob", true, "containerName", "filePath");
        storage(all, "BlobFolder", false, "containerName", "prefix");
        storage(all, "Container", false, "containerName");
        storage(all, "AdlsGen2File", true, "fileSystem", "filePath");
        storage(all, "AdlsGen2Folder", false, "fileSystem", "folderPath");
        storage(all, "AdlsGen2FileSystem", false, "fileSystem");
        put(all, Store.GEN1, "AdlsGen1File", true, plus(GEN1, "folderPath", "fileName"), List.of());
        put(all, Store.GEN1, "AdlsGen1Folder", false, plus(GEN1, "folderPath"), List.of());
        List<String> cluster = List.of("kustoClusterResourceId");
        put(all, Store.KUSTO, "KustoCluster", true, cluster, cluster);
        put(all, Store.KUSTO, "KustoDatabase", true, List.of("kustoDatabaseResourceId"), cluster);
        put(
                all,
                Store.KUSTO,
                "KustoTable",
                true,
                List.of("kustoDatabaseResourceId", "tableLevelSharingProperties"),
                cluster);
        List<String> sql = List.of("databaseName", "schemaName", "tableName", "sqlServerResourceId");
        put(all, Store.SQL, "SqlDBTable", true, sql, sql);
        List<String> warehouse = List.of("dataWarehouseName", "schemaName", "tableName", "sqlServerResourceId");
        put(all, Store.SQL, "SqlDWTable", true, warehouse, warehouse);
        List<String> pool = List.of("synapseWorkspaceSqlPoolTableResourceId");
        put(all, Store.SQL, "SynapseWorkspaceSqlPoolTable", true, pool, pool);
        return all;
    }

    private static void storage(Map<String, Kind> all, String name, boolean single, String... place) {
        List<String> fields = plus(STORE, place);
        put(all, Store.STORAGE, name, single, fields, fields);
    }

    private static void put(
            Map<String, Kind> all, Store store, String name, boolean single, List<String> fields, List<String> mapped) {
        List<String> complete = mapped.isEmpty() ? mapped : plus(mapped, "dataSetId");
        boolean output = name.equals("Blob") || name.equals("AdlsGen2File");
        all.put(name, new Kind(name, store, single, fields, complete, output));
    }

    private static List<String> plus(List<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }
}
