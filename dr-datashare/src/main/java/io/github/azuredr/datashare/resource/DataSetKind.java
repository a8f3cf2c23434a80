package io.github.azuredr.datashare.resource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of datasets of api-version 2021-08-01, with what a client sets; everything else they show is read-only. */
public enum DataSetKind {
    /** One blob. */
    BLOB("Blob", StoreType.STORAGE_ACCOUNT, List.of("containerName", "filePath")),
    /** The blobs under a prefix. */
    BLOB_FOLDER("BlobFolder", StoreType.STORAGE_ACCOUNT, List.of("containerName", "prefix")),
    /** A container. */
    CONTAINER("Container", StoreType.STORAGE_ACCOUNT, List.of("containerName")),
    /** One Data Lake Storage Gen2 file. */
    ADLS_GEN2_FILE("AdlsGen2File", StoreType.STORAGE_ACCOUNT, List.of("fileSystem", "filePath")),
    /** A Gen2 folder. */
    ADLS_GEN2_FOLDER("AdlsGen2Folder", StoreType.STORAGE_ACCOUNT, List.of("fileSystem", "folderPath")),
    /** A Gen2 file system. */
    ADLS_GEN2_FILE_SYSTEM("AdlsGen2FileSystem", StoreType.STORAGE_ACCOUNT, List.of("fileSystem")),
    /** One file of Data Lake Storage Gen1, which was retired. */
    ADLS_GEN1_FILE("AdlsGen1File", StoreType.GEN1_ACCOUNT, List.of("folderPath", "fileName")),
    /** A Gen1 folder. */
    ADLS_GEN1_FOLDER("AdlsGen1Folder", StoreType.GEN1_ACCOUNT, List.of("folderPath")),
    /** A Data Explorer cluster, shared in place. */
    KUSTO_CLUSTER("KustoCluster", StoreType.KUSTO_CLUSTER, List.of("kustoClusterResourceId")),
    /** A Data Explorer database, shared in place. */
    KUSTO_DATABASE("KustoDatabase", StoreType.KUSTO_CLUSTER, List.of("kustoDatabaseResourceId")),
    /** Tables of a Data Explorer database, shared in place. */
    KUSTO_TABLE(
            "KustoTable", StoreType.KUSTO_CLUSTER, List.of("kustoDatabaseResourceId", "tableLevelSharingProperties")),
    /** A table of Azure SQL Database. */
    SQL_DB_TABLE(
            "SqlDBTable",
            StoreType.SQL_SERVER,
            List.of("databaseName", "schemaName", "tableName", "sqlServerResourceId")),
    /** A table of a dedicated pool outside a Synapse workspace. */
    SQL_DW_TABLE(
            "SqlDWTable",
            StoreType.SQL_SERVER,
            List.of("dataWarehouseName", "schemaName", "tableName", "sqlServerResourceId")),
    /** A table of a dedicated pool in a Synapse workspace. */
    SYNAPSE_TABLE(
            "SynapseWorkspaceSqlPoolTable",
            StoreType.SYNAPSE_WORKSPACE,
            List.of("synapseWorkspaceSqlPoolTableResourceId"));

    private final String wireName;
    private final StoreType store;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy
    private final List<String> fields;

    DataSetKind(String wireName, StoreType store, List<String> place) {
        this.wireName = wireName;
        this.store = store;
        List<String> all = new ArrayList<>(place);
        all.addAll(store.fields());
        this.fields = List.copyOf(all);
    }

    /** The kind of this name on the wire; empty for one this version does not know. */
    public static Optional<DataSetKind> of(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(wireName))
                .findFirst();
    }

    /** Its name on the wire. */
    public String wireName() {
        return wireName;
    }

    /** What it is stored in. */
    public StoreType store() {
        return store;
    }

    /** What a client must set. */
    public List<String> fields() {
        return fields;
    }
}
