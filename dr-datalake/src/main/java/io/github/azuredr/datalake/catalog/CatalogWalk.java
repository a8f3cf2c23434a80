package io.github.azuredr.datalake.catalog;

import java.util.List;
import java.util.function.Consumer;

/** Reads everything a catalog lists, one page of one list at a time. */
final class CatalogWalk {
    private static final List<ObjectKind> IN_DATABASE =
            List.of(ObjectKind.CREDENTIAL, ObjectKind.DATA_SOURCE, ObjectKind.ASSEMBLY, ObjectKind.ACCESS);
    private static final List<ObjectKind> IN_SCHEMA = List.of(
            ObjectKind.TABLE_TYPE,
            ObjectKind.STATISTICS,
            ObjectKind.FUNCTION,
            ObjectKind.PACKAGE,
            ObjectKind.VIEW,
            ObjectKind.PROCEDURE);

    private final CatalogPort catalog;
    private final Consumer<CatalogObject> found;

    CatalogWalk(CatalogPort catalog, Consumer<CatalogObject> found) {
        this.catalog = catalog;
        this.found = found;
    }

    void all() {
        catalog.accountAccess().forEach(found);
        for (CatalogObject database : catalog.databases()) {
            found.accept(database);
            for (ObjectKind kind : IN_DATABASE) {
                catalog.list(kind, database.name()).forEach(found);
            }
            for (CatalogObject schema : catalog.list(ObjectKind.SCHEMA, database.name())) {
                found.accept(schema);
                schema(schema.name());
            }
        }
    }

    private void schema(ObjectName schema) {
        for (ObjectKind kind : IN_SCHEMA) {
            catalog.list(kind, schema).forEach(found);
        }
        for (CatalogObject table : catalog.list(ObjectKind.TABLE, schema)) {
            found.accept(table);
            boolean partitioned = table.definition() instanceof Definition.Table made
                    && !made.partitionKeys().isEmpty();
            if (partitioned) {
                catalog.list(ObjectKind.PARTITION, table.name()).forEach(found);
            }
        }
    }
}
