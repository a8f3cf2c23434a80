package io.github.azuredr.datashare.resource;

import java.util.List;

/** What shared data lives in. */
public enum StoreType {
    /** Blob storage or Data Lake Storage Gen2. */
    STORAGE_ACCOUNT("storage account", List.of("subscriptionId", "resourceGroup", "storageAccountName")),
    /** Data Lake Storage Gen1, retired on 2024-02-29. */
    GEN1_ACCOUNT("Data Lake Storage Gen1 account", List.of("subscriptionId", "resourceGroup", "accountName")),
    /** Azure SQL Database or a dedicated SQL pool outside a workspace. */
    SQL_SERVER("SQL server", List.of()),
    /** Azure Data Explorer. */
    KUSTO_CLUSTER("Data Explorer cluster", List.of()),
    /** Azure Synapse Analytics. */
    SYNAPSE_WORKSPACE("Synapse workspace", List.of());

    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy
    private final List<String> fields;

    StoreType(String words, List<String> fields) {
        this.words = words;
        this.fields = List.copyOf(fields);
    }

    /** As people say it. */
    public String words() {
        return words;
    }

    /** The properties that name it, where a dataset does not give a resource id. */
    List<String> fields() {
        return fields;
    }
}
