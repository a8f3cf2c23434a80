package io.github.azuredr.testkit.azure.analytics;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the catalog of a simulated account holds, read past the service: without a call, and also while its region is dark. */
public final class StoredCatalog {
    private static final List<String> CODE =
            List.of(CatalogStore.VIEWS, CatalogStore.FUNCTIONS, CatalogStore.PROCEDURES, CatalogStore.PACKAGES);

    private final CatalogStore store;

    private StoredCatalog(CatalogStore store) {
        this.store = store;
    }

    /** The catalog of an account. */
    public static StoredCatalog of(SimulatedAzure azure, String account) {
        return new StoredCatalog(new CatalogStore(azure.state(), account, azure.clock()));
    }

    /** The rows of every table as text, sorted, by the table's full name. */
    public SortedMap<String, List<String>> rows() {
        SortedMap<String, List<String>> all = new TreeMap<>();
        UsqlSession session = new UsqlSession(store, uri -> {
            throw Wire.badRequest("no file is read here");
        });
        for (Json database : store.list(CatalogStore.DATABASES)) {
            String name = database.text("databaseName").orElseThrow();
            for (Json table : store.list(CatalogStore.TABLES, name)) {
                if (!table.has("externalTable")) {
                    List<String> path = List.of(
                            name,
                            table.text("schemaName").orElseThrow(),
                            table.text("tableName").orElseThrow());
                    all.put(String.join(".", path), rows(session, path, table));
                }
            }
        }
        return all;
    }

    private static List<String> rows(UsqlSession session, List<String> path, Json table) {
        List<String> rows = new ArrayList<>();
        for (Map<String, @Nullable Object> row :
                new TableRows(path, table, TableStatements.types(table)).read(session)) {
            StringBuilder text = new StringBuilder();
            new TreeMap<>(row).forEach((column, value) -> text.append(text.isEmpty() ? "" : ",")
                    .append(column)
                    .append('=')
                    .append(value == null ? "null" : UsqlType.text(value)));
            rows.add(text.toString());
        }
        return rows.stream().sorted().toList();
    }

    /** The text of every function, package, view and procedure, by kind and full name. */
    public SortedMap<String, String> code() {
        SortedMap<String, String> all = new TreeMap<>();
        for (String kind : CODE) {
            for (Json object : store.list(kind)) {
                String name = object.names().stream()
                        .filter(field -> field.endsWith("Name") && !field.equals("computeAccountName"))
                        .sorted()
                        .flatMap(field -> object.text(field).stream())
                        .reduce((a, b) -> a + "." + b)
                        .orElse("");
                all.put(kind + " " + name, object.text("definition").orElse(""));
            }
        }
        return all;
    }
}
