package io.github.azuredr.testkit.azure.analytics;

import io.github.azuredr.testkit.azure.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table with its rows.
 *
 * @param path database, schema and name
 * @param definition as the catalog shows it
 * @param types its columns, in order
 */
record TableRows(List<String> path, Json definition, Map<String, UsqlType> types) {

    static TableRows open(UsqlSession session, Token at, List<String> name) {
        List<String> path = session.full(name);
        Json table = session.catalog()
                .find(CatalogStore.TABLES, path.toArray(String[]::new))
                .orElseThrow(
                        () -> UsqlError.semantic("OBJECTNOTFOUND", at, "there is no table " + String.join(".", path)));
        return new TableRows(path, table, TableStatements.types(table));
    }

    List<String> keys() {
        return definition.texts("partitionKeyList");
    }

    /** The values of a partition as text, checked against the types of the keys. */
    List<String> label(Token at, List<Expression> values) {
        if (values.size() != keys().size() || values.isEmpty()) {
            throw UsqlError.semantic("PARTITIONVALUES", at, values.size() + " values for the partition keys " + keys());
        }
        List<String> label = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            String key = keys().get(i);
            Object value = type(key).checked(values.get(i).of(Map.of()), "the partition key " + key);
            if (value == null) {
                throw UsqlError.semantic("PARTITIONVALUES", at, "null as partition value is not understood here");
            }
            label.add(UsqlType.text(value));
        }
        return label;
    }

    Optional<Json> partition(UsqlSession session, List<String> label) {
        return session.catalog().list(CatalogStore.PARTITIONS, path.toArray(String[]::new)).stream()
                .filter(each -> each.texts("label").equals(label))
                .findFirst();
    }

    void addPartition(UsqlSession session, Token at, boolean maybe, List<String> label) {
        if (partition(session, label).isPresent()) {
            if (!maybe) {
                throw UsqlError.semantic("PARTITIONALREADYEXISTS", at, "the partition " + label + " is there already");
            }
            return;
        }
        String id = session.catalog().newId();
        session.catalog()
                .put(
                        CatalogStore.PARTITIONS,
                        Json.object()
                                .with("databaseName", path.get(0))
                                .with("schemaName", path.get(1))
                                .with("partitionName", id)
                                .with("parentName.firstPart", path.get(0))
                                .with("parentName.secondPart", path.get(1))
                                .with("parentName.thirdPart", path.get(2))
                                .with("indexId", 1)
                                .with("label", label)
                                .with("createDate", session.catalog().now()),
                        CatalogStore.with(path, id));
    }

    void dropPartition(UsqlSession session, Token at, boolean maybe, List<String> label) {
        Optional<Json> found = partition(session, label);
        if (found.isEmpty()) {
            if (!maybe) {
                throw UsqlError.semantic("PARTITIONNOTFOUND", at, "there is no partition " + label);
            }
            return;
        }
        String id = found.get().text("partitionName").orElseThrow();
        session.catalog().clear(path, Optional.of(id));
        session.catalog().remove(CatalogStore.PARTITIONS, CatalogStore.with(path, id));
    }

    /** Adds rows as one more piece; into a partition, or into a table that has none. */
    void insert(
            UsqlSession session,
            Token at,
            Optional<List<String>> label,
            List<String> columns,
            List<List<@Nullable Object>> rows) {
        if (definition.list("indexList").isEmpty()) {
            throw UsqlError.semantic("TABLEHASNOINDEX", at, "a table takes rows once it has a clustered index");
        }
        if (label.isPresent() == keys().isEmpty()) {
            throw UsqlError.semantic(
                    "INSERTPARTITION", at, "the table has the partition keys " + keys() + "; say PARTITION or not");
        }
        List<String> stored =
                types.keySet().stream().filter(name -> !keys().contains(name)).toList();
        if (!List.copyOf(columns).stream()
                .sorted()
                .toList()
                .equals(stored.stream().sorted().toList())) {
            throw UsqlError.semantic("INSERTCOLUMNS", at, "the columns " + columns + " are not " + stored);
        }
        String parent = label.map(values -> partition(session, values)
                        .flatMap(each -> each.text("partitionName"))
                        .orElseThrow(
                                () -> UsqlError.semantic("PARTITIONNOTFOUND", at, "there is no partition " + values)))
                .orElseGet(() -> definition.text("version").orElseThrow());
        List<Json> kept = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            Json json = Json.object();
            for (int i = 0; i < columns.size(); i++) {
                String column = columns.get(i);
                Object value = type(column).checked(row.get(i), "column " + column);
                json = json.with("v" + stored.indexOf(column), value == null ? null : UsqlType.text(value));
            }
            kept.add(json);
        }
        if (!kept.isEmpty()) {
            session.catalog()
                    .addFragment(
                            path, parent, Json.object().with("columns", stored).with("rows", kept), kept.size());
        }
    }

    /** All rows with all columns, in the order of their pieces. */
    List<Map<String, @Nullable Object>> read(UsqlSession session) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Json fragment : fragments(session)) {
            Map<String, Object> fixed =
                    values(session, fragment.text("parentId").orElseThrow());
            Json kept = session.catalog().rows(path, fragment.text("fragmentId").orElseThrow());
            List<String> columns = kept.texts("columns");
            for (Json row : kept.list("rows")) {
                Map<String, @Nullable Object> values = new HashMap<>(fixed);
                types.forEach((name, type) -> {
                    int at = columns.indexOf(name);
                    if (at >= 0) {
                        values.put(name, row.text("v" + at).map(type::parse).orElse(null));
                    } else if (!fixed.containsKey(name)) {
                        // A column added after the row was written holds its type's default.
                        values.put(name, type.nullable() ? null : type.parse("0"));
                    }
                });
                rows.add(values);
            }
        }
        return rows;
    }

    /** Joins the pieces of each parent; rows stay, ids change. */
    void rebuild(UsqlSession session) {
        Map<String, List<Json>> byParent = new java.util.TreeMap<>();
        fragments(session)
                .forEach(each -> byParent.computeIfAbsent(each.text("parentId").orElseThrow(), key -> new ArrayList<>())
                        .add(each));
        byParent.forEach((parent, pieces) -> {
            List<Json> rows = new ArrayList<>();
            List<String> columns = List.of();
            for (Json piece : pieces) {
                Json kept =
                        session.catalog().rows(path, piece.text("fragmentId").orElseThrow());
                columns = kept.texts("columns");
                rows.addAll(kept.list("rows"));
            }
            session.catalog().clear(path, Optional.of(parent));
            session.catalog()
                    .addFragment(
                            path, parent, Json.object().with("columns", columns).with("rows", rows), rows.size());
        });
    }

    private List<Json> fragments(UsqlSession session) {
        return session.catalog().list(CatalogStore.FRAGMENTS, path.toArray(String[]::new));
    }

    private Map<String, Object> values(UsqlSession session, String partition) {
        Map<String, Object> values = new HashMap<>();
        if (!keys().isEmpty()) {
            List<String> label = session.catalog()
                    .find(CatalogStore.PARTITIONS, CatalogStore.with(path, partition))
                    .orElseThrow()
                    .texts("label");
            for (int i = 0; i < keys().size(); i++) {
                values.put(keys().get(i), type(keys().get(i)).parse(label.get(i)));
            }
        }
        return values;
    }

    private UsqlType type(String column) {
        return Optional.ofNullable(types.get(column))
                .orElseThrow(() -> UsqlError.running("COLUMN", "there is no column " + column));
    }
}
