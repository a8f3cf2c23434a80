package io.github.azuredr.testkit.azure.analytics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one run of a script works on. */
final class UsqlSession {
    private final CatalogStore catalog;
    private final Function<String, FilePlace> files;
    private final Map<String, Rowset> rowsets = new HashMap<>();
    private final Set<List<String>> written = new HashSet<>();
    private final Set<String> outputs = new HashSet<>();
    private String database = "master";

    UsqlSession(CatalogStore catalog, Function<String, FilePlace> files) {
        this.catalog = catalog;
        this.files = files;
    }

    /** A path in one store. */
    record FilePlace(StoreFiles store, String path) {}

    /** Rows with named values. */
    record Rowset(List<String> columns, List<Map<String, @Nullable Object>> rows) {}

    CatalogStore catalog() {
        return catalog;
    }

    FilePlace file(String uri) {
        return files.apply(uri);
    }

    void use(String name) {
        database = name;
    }

    void keep(String variable, Rowset rowset) {
        rowsets.put(variable, rowset);
    }

    Rowset rowset(Token variable) {
        Rowset rowset = rowsets.get(variable.text());
        if (rowset == null) {
            throw UsqlError.semantic("ROWSETVARIABLENOTFOUND", variable, variable.text() + " is not assigned");
        }
        return rowset;
    }

    /** Database, schema and name. */
    List<String> full(List<String> parts) {
        return switch (parts.size()) {
            case 1 -> List.of(database, "dbo", parts.get(0));
            case 2 -> List.of(database, parts.get(0), parts.get(1));
            default -> parts;
        };
    }

    /** Database and name. */
    List<String> inDatabase(List<String> parts) {
        return parts.size() == 1 ? List.of(database, parts.get(0)) : parts;
    }

    void wrote(List<String> table) {
        written.add(table);
    }

    /** A table that this script changed must not be read in it. */
    void reads(List<String> table) {
        if (written.contains(table)) {
            throw new UsqlError(
                    "E_CSC_USER_READAFTERWRITE", 0, "the table " + table + " was changed earlier in this script");
        }
    }

    /** A file may be written once in a script. */
    void writes(String path) {
        if (!outputs.add(path)) {
            throw new UsqlError("E_CSC_USER_DUPLICATEOUTPUT", 0, "the file " + path + " is written twice");
        }
    }
}
