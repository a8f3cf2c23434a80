package io.github.azuredr.datalake.table;

import io.github.azuredr.datalake.catalog.CatalogObject;
import io.github.azuredr.datalake.catalog.CatalogPort;
import io.github.azuredr.datalake.catalog.Definition;
import io.github.azuredr.datalake.catalog.ObjectKind;
import io.github.azuredr.datalake.catalog.ObjectName;
import java.util.ArrayList;
import java.util.List;

/** The tables of an account that hold rows of their own. */
public final class Tables {
    private Tables() {}

    /** All of them, those of remote databases left out. */
    public static List<ObjectName> of(CatalogPort catalog) {
        List<ObjectName> tables = new ArrayList<>();
        for (CatalogObject database : catalog.databases()) {
            for (CatalogObject schema : catalog.list(ObjectKind.SCHEMA, database.name())) {
                for (CatalogObject table : catalog.list(ObjectKind.TABLE, schema.name())) {
                    boolean own = table.definition() instanceof Definition.Table made
                            && made.external().isEmpty();
                    if (own) {
                        tables.add(table.name());
                    }
                }
            }
        }
        return tables;
    }
}
