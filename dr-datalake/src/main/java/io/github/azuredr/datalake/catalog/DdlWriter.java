package io.github.azuredr.datalake.catalog;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes the statements that create one object; each may be run any number of times. */
final class DdlWriter {
    private final DdlSettings settings;

    DdlWriter(DdlSettings settings) {
        this.settings = settings;
    }

    /**
     * The statements for an object.
     *
     * @param table finds the table of a partition
     */
    String create(CatalogObject object, Function<ObjectName, Optional<Definition.Table>> table) {
        ObjectName name = object.name();
        String exists = name.kind().word() + " IF NOT EXISTS ";
        Definition definition = object.definition();
        if (definition instanceof Definition.Table made) {
            return TableDdl.create(name, made);
        }
        if (definition instanceof Definition.TableType type) {
            return "CREATE " + exists + name.quoted() + " AS TABLE\n(" + TableDdl.columns(type.columns()) + "\n);";
        }
        if (definition instanceof Definition.Partition partition) {
            Definition.Table parent = table.apply(name.parentTable())
                    .orElseThrow(() -> new Refused(
                            CatalogProblem.Rule.NEEDS_ANOTHER, "its table is not in the catalog that was read."));
            return TableDdl.addPartition(name.parentTable(), parent, partition.label());
        }
        if (definition instanceof Definition.Statistics statistics) {
            return statistics(name, statistics);
        }
        if (definition instanceof Definition.Code code) {
            return drop(name) + "\n" + CodeText.create(name, code.text());
        }
        if (definition instanceof Definition.Assembly assembly) {
            return assembly(name, assembly);
        }
        if (definition instanceof Definition.DataSource source) {
            return dataSource(name, source);
        }
        return "CREATE " + exists + name.quoted() + ";";
    }

    /** The statement that removes an object, and is harmless when it is gone. */
    static String drop(ObjectName name) {
        if (name.kind() == ObjectKind.STATISTICS) {
            return "DROP STATISTICS IF EXISTS " + name.quoted() + " ON "
                    + name.parentTable().quoted() + ";";
        }
        return "DROP " + name.kind().word() + " IF EXISTS " + name.quoted() + ";";
    }

    private static String statistics(ObjectName name, Definition.Statistics statistics) {
        if (statistics.filter().isPresent()) {
            throw new Refused(
                    CatalogProblem.Rule.NOT_A_DEFINITION,
                    "it has the filter '" + statistics.filter().get() + "', whose syntax is not documented; create it"
                            + " by hand.");
        }
        if (statistics.columns().isEmpty()) {
            throw new Refused(CatalogProblem.Rule.NOT_A_DEFINITION, "it names no column; create it by hand.");
        }
        return "CREATE STATISTICS IF NOT EXISTS " + name.quoted() + " ON "
                + name.parentTable().quoted() + "("
                + statistics.columns().stream().map(Usql::name).collect(Collectors.joining(", ")) + ") WITH FULLSCAN;";
    }

    private String assembly(ObjectName name, Definition.Assembly assembly) {
        List<Definition.AssemblyFile> libraries = assembly.files().stream()
                .filter(file -> file.type().equals("Assembly"))
                .toList();
        if (libraries.size() != 1) {
            throw new Refused(
                    CatalogProblem.Rule.NOT_A_DEFINITION,
                    "it has " + libraries.size() + " files of type Assembly instead of one; register it by hand.");
        }
        String from = Usql.string(settings.assemblyPath(name, libraries.get(0)));
        String additional = assembly.files().stream()
                .filter(file -> !file.equals(libraries.get(0)))
                .map(file -> Usql.string(settings.assemblyPath(name, file)) + " AS " + Usql.string(file.name()))
                .collect(Collectors.joining(",\n    "));
        return drop(name) + "\nCREATE ASSEMBLY " + name.quoted() + " FROM " + from
                + (additional.isEmpty() ? "" : "\nWITH ADDITIONAL_FILES =\n(\n    " + additional + "\n)") + ";";
    }

    private String dataSource(ObjectName name, Definition.DataSource source) {
        String credential = settings.credential(name)
                .orElseThrow(() -> new Refused(
                        CatalogProblem.Rule.MISSING_SETTING,
                        "the catalog does not say which credential it uses; name it in the settings as '"
                                + name.database() + "." + name.name() + "'."));
        if (!source.provider().matches("[A-Za-z][A-Za-z0-9_]*")) {
            throw new Refused(
                    CatalogProblem.Rule.NOT_A_DEFINITION,
                    "its provider is '" + source.provider() + "', which is no word; create it by hand.");
        }
        String pushdown = source.pushdownTypes().stream().map(ColumnType::word).collect(Collectors.joining(", "));
        return "CREATE DATA SOURCE IF NOT EXISTS " + name.quoted() + " FROM " + source.provider()
                + "\nWITH\n(\n    PROVIDER_STRING = "
                + Usql.string(settings.providerString(name).orElse(source.providerString()))
                + ",\n    CREDENTIAL = " + Usql.name(name.database()) + "." + Usql.name(credential)
                + (pushdown.isEmpty() ? "" : ",\n    REMOTABLE_TYPES = (" + pushdown + ")") + "\n);";
    }
}
