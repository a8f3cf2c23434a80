package io.github.azuredr.datashare.mapping;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.resource.DataSetKind;
import io.github.azuredr.datashare.resource.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Moves datasets of every kind to the second region's stores; pure. */
public final class DataSetMapper {
    private final StoreMapping mapping;
    private final String account;

    /**
     * A mapper.
     *
     * @param account the second region's Data Share account: SQL users are named like it
     */
    public DataSetMapper(StoreMapping mapping, String account) {
        this.mapping = mapping;
        this.account = account;
    }

    /** What becomes of a dataset. */
    public MappedDataSet map(Named dataSet) {
        Optional<DataSetKind> kind = DataSetKind.of(dataSet.kind());
        if (kind.isEmpty()) {
            return new MappedDataSet.NotClonable("its kind '" + dataSet.kind()
                    + "' is not known to this version; create it in the second region by hand");
        }
        JsonObject properties = dataSet.body().at("properties").orElseGet(JsonObject::empty);
        List<String> absent = kind.get().fields().stream()
                .filter(field -> !properties.names().contains(field))
                .toList();
        if (!absent.isEmpty()) {
            return new MappedDataSet.NotClonable("the service did not show " + String.join(", ", absent));
        }
        return switch (kind.get().store()) {
            case STORAGE_ACCOUNT -> storage(kind.get(), properties);
            case GEN1_ACCOUNT -> gen1(kind.get(), properties);
            case KUSTO_CLUSTER, SQL_SERVER, SYNAPSE_WORKSPACE -> byId(kind.get(), properties);
        };
    }

    private MappedDataSet storage(DataSetKind kind, JsonObject properties) {
        StoreRewrite moved = StoreRewrite.of(mapping, properties, kind.fields());
        return moved.unmapped().isEmpty()
                ? new MappedDataSet.Clonable(
                        body(kind, moved.properties()), scope(moved.properties()), List.of(), notes(moved))
                : unmapped(moved);
    }

    private MappedDataSet byId(DataSetKind kind, JsonObject properties) {
        StoreRewrite moved = StoreRewrite.of(mapping, properties, kind.fields());
        return moved.unmapped().isEmpty()
                ? new MappedDataSet.Clonable(
                        body(kind, moved.properties()),
                        Optional.empty(),
                        List.of(manual(kind, moved.properties())),
                        notes(moved))
                : unmapped(moved);
    }

    /** A Gen1 file or folder becomes a Gen2 one at the same path, if somebody said where the account's files live now. */
    private MappedDataSet gen1(DataSetKind kind, JsonObject properties) {
        String from = properties.text("accountName").orElse("");
        Optional<StoreMapping.Gen2Place> to = mapping.gen1Account(from);
        if (to.isEmpty()) {
            return new MappedDataSet.NotClonable("Data Lake Storage Gen1 was retired on 2024-02-29; name the Gen2 file"
                    + " system that holds the files of account " + from + " now");
        }
        String folder = trimmed(properties.text("folderPath").orElse(""));
        DataSetKind kindNow = kind == DataSetKind.ADLS_GEN1_FILE
                ? DataSetKind.ADLS_GEN2_FILE
                : folder.isEmpty() ? DataSetKind.ADLS_GEN2_FILE_SYSTEM : DataSetKind.ADLS_GEN2_FOLDER;
        JsonObject moved = JsonObject.empty().with("fileSystem", to.get().fileSystem());
        if (kindNow == DataSetKind.ADLS_GEN2_FILE) {
            String file = properties.text("fileName").orElse("");
            moved = moved.with("filePath", folder.isEmpty() ? file : folder + "/" + file);
        } else if (kindNow == DataSetKind.ADLS_GEN2_FOLDER) {
            moved = moved.with("folderPath", folder);
        }
        moved = moved.with("storageAccountName", to.get().storageAccount())
                .with("resourceGroup", to.get().resourceGroup())
                .with("subscriptionId", to.get().subscriptionId());
        String note = "its kind changes from " + kind.wireName() + " to " + kindNow.wireName()
                + ", so a consumer has to map it anew";
        return new MappedDataSet.Clonable(body(kindNow, moved), scope(moved), List.of(), List.of(note));
    }

    private ManualStep manual(DataSetKind kind, JsonObject moved) {
        return switch (kind) {
            case SQL_DB_TABLE -> sql(moved, "databaseName");
            case SQL_DW_TABLE -> sql(moved, "dataWarehouseName");
            case SYNAPSE_TABLE -> {
                String id = moved.text("synapseWorkspaceSqlPoolTableResourceId").orElse("");
                yield ManualStep.sqlReader(segment(id, 8), segment(id, 10), account);
            }
            default ->
                ManualStep.kustoAccess(
                        segment(
                                moved.text("kustoClusterResourceId")
                                        .or(() -> moved.text("kustoDatabaseResourceId"))
                                        .orElse(""),
                                8),
                        account);
        };
    }

    private ManualStep sql(JsonObject moved, String database) {
        return ManualStep.sqlReader(
                segment(moved.text("sqlServerResourceId").orElse(""), 8),
                moved.text(database).orElse(""),
                account);
    }

    private static JsonObject body(DataSetKind kind, JsonObject properties) {
        return JsonObject.empty().with("kind", kind.wireName()).with("properties", properties);
    }

    private static Optional<String> scope(JsonObject moved) {
        return Optional.of("/subscriptions/" + moved.text("subscriptionId").orElse("") + "/resourceGroups/"
                + moved.text("resourceGroup").orElse("") + "/providers/Microsoft.Storage/storageAccounts/"
                + moved.text("storageAccountName").orElse(""));
    }

    private static MappedDataSet unmapped(StoreRewrite moved) {
        return new MappedDataSet.NotClonable(
                "the mapping names no counterpart of " + String.join(" and of ", moved.unmapped()));
    }

    private static List<String> notes(StoreRewrite moved) {
        List<String> notes = new ArrayList<>();
        moved.left()
                .forEach(name -> notes.add("its property " + name + " is not known to this version and not copied"));
        return notes;
    }

    private static String segment(String id, int at) {
        String[] parts = id.split("/", -1);
        return at < parts.length ? parts[at] : "";
    }

    private static String trimmed(String path) {
        String from = path;
        while (from.startsWith("/")) {
            from = from.substring(1);
        }
        return from.endsWith("/") ? from.substring(0, from.length() - 1) : from;
    }
}
