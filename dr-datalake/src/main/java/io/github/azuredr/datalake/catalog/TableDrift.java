package io.github.azuredr.datalake.catalog;

import java.util.List;

/** How a table differs from its copy: columns added at the end may be added there, too; anything else rebuilds it. */
sealed interface TableDrift {

    /** Columns to add; old rows get the type's default. */
    record Additive(List<Definition.Column> columns) implements TableDrift {}

    /** What cannot be altered in place. */
    record Rebuild(String why) implements TableDrift {}

    static TableDrift between(Definition.Table source, Definition.Table target) {
        int known = target.columns().size();
        if (source.columns().size() < known) {
            return new Rebuild("it has " + source.columns().size() + " columns, its copy " + known);
        }
        for (int i = 0; i < known; i++) {
            if (!source.columns().get(i).equals(target.columns().get(i))) {
                return new Rebuild(
                        "column " + (i + 1) + " is " + source.columns().get(i) + ", in its copy "
                                + target.columns().get(i));
            }
        }
        if (!source.index().equals(target.index())) {
            return new Rebuild("its clustered index differs");
        }
        if (!source.partitionKeys().equals(target.partitionKeys())) {
            return new Rebuild(
                    "it is partitioned by " + source.partitionKeys() + ", its copy by " + target.partitionKeys());
        }
        if (!source.distribution().equals(target.distribution())) {
            return new Rebuild("its distribution differs");
        }
        if (!source.external().equals(target.external())) {
            return new Rebuild("the remote table behind it differs");
        }
        return new Additive(source.columns().subList(known, source.columns().size()));
    }
}
