package io.github.azuredr.testkit.azure.datashare;

import io.github.azuredr.testkit.azure.Json;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a dataset or mapping lies within its store. */
final class DataSetPath {
    private DataSetPath() {}

    /** The container or file system; empty for what is no file. */
    static String container(Json properties) {
        return first(properties, "containerName", "fileSystem");
    }

    /** The file or folder in it; empty for the whole. */
    static String inside(Json properties) {
        return first(properties, "filePath", "prefix", "folderPath");
    }

    /** What the consumer is shown. */
    static String of(Json dataSet) {
        Json properties = dataSet.at("properties").orElseThrow();
        String table = Stream.of("databaseName", "dataWarehouseName", "schemaName", "tableName")
                .flatMap(field -> properties.text(field).stream())
                .collect(Collectors.joining("."));
        if (!table.isEmpty()) {
            return table;
        }
        String id = first(
                properties,
                "synapseWorkspaceSqlPoolTableResourceId",
                "kustoDatabaseResourceId",
                "kustoClusterResourceId");
        if (!id.isEmpty()) {
            return id.substring(id.lastIndexOf('/') + 1);
        }
        return Stream.of(container(properties), inside(properties), first(properties, "fileName"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/"));
    }

    private static String first(Json properties, String... fields) {
        return Arrays.stream(fields)
                .flatMap(field -> properties.text(field).stream())
                .findFirst()
                .orElse("");
    }
}
