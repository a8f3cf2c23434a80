package io.github.azuredr.testkit.azure.datashare;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of SQL tables that are shared, as lines of text; kept, so that they survive a kill. */
final class SqlTables {
    private static final String PREFIX = "datashare/sql-tables/";

    private final SimState state;

    SqlTables(SimState state) {
        this.state = state;
    }

    /**
     * Which table.
     *
     * @param server the resource id of its server, or its own
     * @param table database, schema and table joined by dots; empty where the id names it
     */
    record Name(String server, String table) {}

    /** The table a dataset or mapping names. */
    static Name name(Json properties) {
        String server = properties
                .text("sqlServerResourceId")
                .or(() -> properties.text("synapseWorkspaceSqlPoolTableResourceId"))
                .orElseThrow();
        String table = Stream.of("databaseName", "dataWarehouseName", "schemaName", "tableName")
                .flatMap(field -> properties.text(field).stream())
                .collect(Collectors.joining("."));
        return new Name(server, table);
    }

    void write(String server, String table, List<String> lines) {
        state.put(key(server, table), String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    Optional<List<String>> read(String server, String table) {
        return state.get(key(server, table))
                .map(bytes -> List.of(new String(bytes, StandardCharsets.UTF_8).split("\n", -1)));
    }

    private static String key(String server, String table) {
        return PREFIX + (server + "/" + table).toLowerCase(Locale.ROOT);
    }
}
