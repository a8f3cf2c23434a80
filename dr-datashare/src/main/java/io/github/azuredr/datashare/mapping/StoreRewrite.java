package io.github.azuredr.datashare.mapping;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.resource.StoreType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Properties that say where something lies, moved to the second region: names and ids of stores are replaced, everything
 * else is copied as it is.
 *
 * @param properties the moved properties, only those that were asked for
 * @param unmapped stores without a counterpart, as people say them; empty when all is well
 * @param left properties that were not asked for and are no known read-only ones
 */
public record StoreRewrite(JsonObject properties, List<String> unmapped, List<String> left) {
    private static final Map<String, StoreType> IDS = Map.of(
            "sqlServerResourceId",
            StoreType.SQL_SERVER,
            "kustoClusterResourceId",
            StoreType.KUSTO_CLUSTER,
            "kustoDatabaseResourceId",
            StoreType.KUSTO_CLUSTER,
            "synapseWorkspaceSqlPoolTableResourceId",
            StoreType.SYNAPSE_WORKSPACE);
    private static final List<String> READ_ONLY =
            List.of("dataSetId", "location", "provisioningState", "dataSetMappingStatus");

    /** Copies the lists. */
    public StoreRewrite {
        unmapped = List.copyOf(unmapped);
        left = List.copyOf(left);
    }

    /**
     * Moves properties.
     *
     * @param properties as the service showed them
     * @param fields what may be sent
     */
    public static StoreRewrite of(StoreMapping mapping, JsonObject properties, Collection<String> fields) {
        List<String> unmapped = new ArrayList<>();
        JsonObject moved = properties.only(fields);
        for (String field : moved.names()) {
            Optional<String> value = moved.text(field);
            if (value.isPresent()) {
                moved = moved.with(field, moved(mapping, field, value.get(), unmapped));
            }
        }
        List<String> left = properties.names().stream()
                .filter(name -> !fields.contains(name) && !READ_ONLY.contains(name))
                .toList();
        return new StoreRewrite(moved, unmapped, left);
    }

    private static String moved(StoreMapping mapping, String field, String value, List<String> unmapped) {
        return switch (field) {
            case "subscriptionId" -> mapping.subscription(value);
            case "resourceGroup" -> mapping.group(value);
            case "storageAccountName" -> store(mapping, StoreType.STORAGE_ACCOUNT, value, unmapped);
            default -> {
                StoreType type = IDS.get(field);
                yield type == null ? value : id(mapping, type, value, unmapped);
            }
        };
    }

    /** Replaces subscription, group and the store's name; what lies below the store keeps its names and its spelling. */
    private static String id(StoreMapping mapping, StoreType type, String id, List<String> unmapped) {
        String[] parts = id.split("/", -1);
        if (parts.length < 9
                || !parts[1].equalsIgnoreCase("subscriptions")
                || !parts[3].equalsIgnoreCase("resourceGroups")) {
            unmapped.add(type.words() + " with the unreadable id " + id);
            return id;
        }
        parts[2] = mapping.subscription(parts[2]);
        parts[4] = mapping.group(parts[4]);
        parts[8] = store(mapping, type, parts[8], unmapped);
        return String.join("/", parts);
    }

    private static String store(StoreMapping mapping, StoreType type, String name, List<String> unmapped) {
        Optional<String> to = mapping.store(type, name);
        if (to.isEmpty()) {
            unmapped.add(type.words() + " " + name);
        }
        return to.orElse(name);
    }
}
