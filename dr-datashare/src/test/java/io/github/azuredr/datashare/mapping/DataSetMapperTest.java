package io.github.azuredr.datashare.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.mapping.MappedDataSet.Clonable;
import io.github.azuredr.datashare.mapping.MappedDataSet.NotClonable;
import io.github.azuredr.datashare.resource.DataSetKind;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.error.RecoveryException;
import java.util.EnumMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DataSetMapperTest {
    private static final String STORE =
            "\"storageAccountName\":\"prieast\",\"resourceGroup\":\"rg-east\",\"subscriptionId\":\"s1\"";
    private static final String STORE_THERE =
            "\"storageAccountName\":\"pricentral\",\"resourceGroup\":\"rg-central\",\"subscriptionId\":\"s2\"";
    private static final String LAKE =
            "\"accountName\":\"oldlake\",\"resourceGroup\":\"rg-east\",\"subscriptionId\":\"s1\"";
    private static final String LAKE_THERE =
            "\"storageAccountName\":\"newlake\",\"resourceGroup\":\"rg-lake\",\"subscriptionId\":\"s3\"";
    private static final String KUSTO =
            "/subscriptions/s1/resourceGroups/rg-east/providers/Microsoft.Kusto/Clusters/adxeast";
    private static final String KUSTO_THERE =
            "/subscriptions/s2/resourceGroups/rg-central/providers/Microsoft.Kusto/Clusters/adxcentral";
    private static final String SQL =
            "/subscriptions/s1/resourceGroups/rg-east/providers/Microsoft.Sql/servers/sqleast";
    private static final String SQL_THERE =
            "/subscriptions/s2/resourceGroups/rg-central/providers/Microsoft.Sql/servers/sqlcentral";
    private static final String POOL = "/sqlPools/pool1/schemas/dbo/tables/orders";
    private static final String SYNAPSE =
            "/subscriptions/s1/resourceGroups/rg-east/providers/Microsoft.Synapse/workspaces/wseast" + POOL;
    private static final String SYNAPSE_THERE =
            "/subscriptions/s2/resourceGroups/rg-central/providers/Microsoft.Synapse/workspaces/wscentral" + POOL;

    private static final Map<DataSetKind, String[]> CASES = cases();

    private final DataSetMapper mapper = new DataSetMapper(
            StoreMapping.builder()
                    .subscription("s1", "s2")
                    .resourceGroup("rg-east", "rg-central")
                    .storageAccount("prieast", "pricentral")
                    .sqlServer("sqleast", "sqlcentral")
                    .kustoCluster("adxeast", "adxcentral")
                    .synapseWorkspace("wseast", "wscentral")
                    .gen1Account("oldlake", new StoreMapping.Gen2Place("s3", "rg-lake", "newlake", "lake"))
                    .build(),
            "shares-centralus");

    private static Named dataSet(String kind, String properties) {
        return new Named(
                "one",
                JsonObject.parse(
                        "{\"id\":\"x\",\"name\":\"one\",\"type\":\"t\",\"kind\":\"" + kind + "\",\"properties\":{"
                                + properties + ",\"dataSetId\":\"11111111-0000-0000-0000-000000000001\"}}"));
    }

    private static Map<DataSetKind, String[]> cases() {
        Map<DataSetKind, String[]> cases = new EnumMap<>(DataSetKind.class);
        both(cases, DataSetKind.BLOB, "\"containerName\":\"c\",\"filePath\":\"a/b.csv\",");
        both(cases, DataSetKind.BLOB_FOLDER, "\"containerName\":\"c\",\"prefix\":\"a/\",");
        both(cases, DataSetKind.CONTAINER, "\"containerName\":\"c\",");
        both(cases, DataSetKind.ADLS_GEN2_FILE, "\"fileSystem\":\"f\",\"filePath\":\"a/b.csv\",");
        both(cases, DataSetKind.ADLS_GEN2_FOLDER, "\"fileSystem\":\"f\",\"folderPath\":\"a\",");
        both(cases, DataSetKind.ADLS_GEN2_FILE_SYSTEM, "\"fileSystem\":\"f\",");
        cases.put(DataSetKind.ADLS_GEN1_FILE, new String[] {
            "\"folderPath\":\"/raw/2019\",\"fileName\":\"b.csv\"," + LAKE,
            "AdlsGen2File",
            "\"fileSystem\":\"lake\",\"filePath\":\"raw/2019/b.csv\"," + LAKE_THERE
        });
        cases.put(DataSetKind.ADLS_GEN1_FOLDER, new String[] {
            "\"folderPath\":\"raw/2019/\"," + LAKE,
            "AdlsGen2Folder",
            "\"fileSystem\":\"lake\",\"folderPath\":\"raw/2019\"," + LAKE_THERE
        });
        cases.put(DataSetKind.KUSTO_CLUSTER, new String[] {
            "\"location\":\"eastus2\",\"provisioningState\":\"Succeeded\",\"kustoClusterResourceId\":\"" + KUSTO + "\"",
            "KustoCluster",
            "\"kustoClusterResourceId\":\"" + KUSTO_THERE + "\""
        });
        cases.put(DataSetKind.KUSTO_DATABASE, new String[] {
            "\"location\":\"eastus2\",\"kustoDatabaseResourceId\":\"" + KUSTO + "/Databases/db\"",
            "KustoDatabase",
            "\"kustoDatabaseResourceId\":\"" + KUSTO_THERE + "/Databases/db\""
        });
        String tables = "\"tableLevelSharingProperties\":{\"tablesToInclude\":[\"t1\",\"t2*\"],\"tablesToExclude\":[]}";
        cases.put(DataSetKind.KUSTO_TABLE, new String[] {
            "\"kustoDatabaseResourceId\":\"" + KUSTO + "/Databases/db\"," + tables,
            "KustoTable",
            "\"kustoDatabaseResourceId\":\"" + KUSTO_THERE + "/Databases/db\"," + tables
        });
        String table = "\"schemaName\":\"dbo\",\"tableName\":\"orders\",\"sqlServerResourceId\":\"";
        cases.put(DataSetKind.SQL_DB_TABLE, new String[] {
            "\"databaseName\":\"shop\"," + table + SQL + "\"",
            "SqlDBTable",
            "\"databaseName\":\"shop\"," + table + SQL_THERE + "\""
        });
        cases.put(DataSetKind.SQL_DW_TABLE, new String[] {
            "\"dataWarehouseName\":\"dw\"," + table + SQL + "\"",
            "SqlDWTable",
            "\"dataWarehouseName\":\"dw\"," + table + SQL_THERE + "\""
        });
        cases.put(DataSetKind.SYNAPSE_TABLE, new String[] {
            "\"synapseWorkspaceSqlPoolTableResourceId\":\"" + SYNAPSE + "\"",
            "SynapseWorkspaceSqlPoolTable",
            "\"synapseWorkspaceSqlPoolTableResourceId\":\"" + SYNAPSE_THERE + "\""
        });
        return cases;
    }

    private static void both(Map<DataSetKind, String[]> cases, DataSetKind kind, String place) {
        cases.put(kind, new String[] {place + STORE, kind.wireName(), place + STORE_THERE});
    }

    @ParameterizedTest
    @EnumSource(DataSetKind.class)
    void everyKindMovesToItsCounterpartAndNothingReadOnlyIsSent(DataSetKind kind) {
        String[] one = CASES.get(kind);

        MappedDataSet mapped = mapper.map(dataSet(kind.wireName(), one[0]));

        assertThat(mapped).isInstanceOfSatisfying(Clonable.class, clonable -> assertThat(clonable.body())
                .isEqualTo(JsonObject.parse("{\"kind\":\"" + one[1] + "\",\"properties\":{" + one[2] + "}}")));
    }

    @ParameterizedTest
    @EnumSource(DataSetKind.class)
    void everyKindWithoutACounterpartIsToldAndNotCopied(DataSetKind kind) {
        DataSetMapper empty = new DataSetMapper(StoreMapping.builder().build(), "a");

        MappedDataSet mapped = empty.map(dataSet(kind.wireName(), CASES.get(kind)[0]));

        assertThat(mapped).isInstanceOfSatisfying(NotClonable.class, not -> assertThat(not.reason())
                .containsAnyOf("no counterpart of", "name the Gen2 file system"));
    }

    @Test
    void unknownKindIsToldByItsName() {
        assertThat(mapper.map(dataSet("Hologram", "\"depth\":\"3\"")))
                .isInstanceOfSatisfying(
                        NotClonable.class, not -> assertThat(not.reason()).contains("'Hologram' is not known"));
    }

    @Test
    void unknownPropertyOfAKnownKindIsToldAndNotSent() {
        MappedDataSet mapped = mapper.map(dataSet("Container", "\"containerName\":\"c\",\"depth\":\"3\"," + STORE));

        assertThat(mapped).isInstanceOfSatisfying(Clonable.class, clonable -> {
            assertThat(clonable.notes()).singleElement().asString().contains("depth");
            assertThat(clonable.body().json()).doesNotContain("depth");
        });
    }

    @Test
    void rootFolderOfARetiredLakeBecomesAFileSystem() {
        MappedDataSet mapped = mapper.map(dataSet("AdlsGen1Folder", "\"folderPath\":\"/\"," + LAKE));

        assertThat(mapped).isInstanceOfSatisfying(Clonable.class, clonable -> assertThat(
                        clonable.body().text("kind"))
                .hasValue("AdlsGen2FileSystem"));
    }

    @Test
    void sqlSourceComesWithItsTextToPasteNamedLikeTheSecondAccount() {
        DataSetMapper odd = new DataSetMapper(
                StoreMapping.builder().sqlServer("sqleast", "sqlcentral").build(), "odd]name");

        MappedDataSet mapped = odd.map(dataSet("SqlDBTable", CASES.get(DataSetKind.SQL_DB_TABLE)[0]));

        assertThat(mapped).isInstanceOfSatisfying(Clonable.class, clonable -> assertThat(clonable.manual())
                .containsExactly(new ManualStep(
                        "database shop at sqlcentral",
                        "CREATE USER [odd]]name] FROM EXTERNAL PROVIDER;\n"
                                + "ALTER ROLE db_datareader ADD MEMBER [odd]]name];")));
        assertThat(mapper.map(dataSet("SynapseWorkspaceSqlPoolTable", CASES.get(DataSetKind.SYNAPSE_TABLE)[0])))
                .isInstanceOfSatisfying(Clonable.class, clonable -> assertThat(clonable.manual())
                        .extracting(ManualStep::where)
                        .containsExactly("database pool1 at wscentral"));
    }

    @Test
    void storageSourceNamesTheStoreItsIdentityMustRead() {
        assertThat(mapper.map(dataSet("Container", CASES.get(DataSetKind.CONTAINER)[0])))
                .isInstanceOfSatisfying(Clonable.class, clonable -> assertThat(clonable.roleScope())
                        .hasValue("/subscriptions/s2/resourceGroups/rg-central/providers/Microsoft.Storage"
                                + "/storageAccounts/pricentral"));
    }

    @Property(tries = 200)
    void placeInTheStoreNeverChanges(
            @ForAll @AlphaChars @StringLength(min = 1, max = 20) String container,
            @ForAll @StringLength(min = 1, max = 30) String path) {
        JsonObject properties = JsonObject.parse("{" + STORE + "}")
                .with("containerName", container)
                .with("filePath", path);
        Named dataSet = new Named("one", JsonObject.empty().with("kind", "Blob").with("properties", properties));

        MappedDataSet mapped = mapper.map(dataSet);

        assertThat(mapped).isInstanceOfSatisfying(Clonable.class, clonable -> {
            assertThat(clonable.body().text("properties.containerName")).hasValue(container);
            assertThat(clonable.body().text("properties.filePath")).hasValue(path);
            assertThat(clonable.body().text("properties.storageAccountName")).hasValue("pricentral");
        });
    }

    @Test
    void mappingIsReadFromJsonWithNamesInAnyCaseAndNothingElse() {
        StoreMapping parsed = StoreMapping.parse(JsonObject.parse("{\"subscriptions\":{\"S1\":\"s2\"},"
                + "\"resourceGroups\":{\"rg.east\":\"rg.central\"},\"storageAccounts\":{\"prieast\":\"pricentral\"},"
                + "\"gen1Accounts\":{\"oldlake\":{\"subscriptionId\":\"s3\",\"resourceGroup\":\"g\","
                + "\"storageAccountName\":\"newlake\",\"fileSystem\":\"lake\"}}}"));

        assertThat(parsed.subscription("s1")).isEqualTo("s2");
        assertThat(parsed.group("RG.EAST")).isEqualTo("rg.central");
        assertThat(parsed.gen1Account("OldLake"))
                .map(StoreMapping.Gen2Place::fileSystem)
                .hasValue("lake");
        assertThatThrownBy(() -> StoreMapping.parse(JsonObject.parse("{\"buckets\":{\"a\":\"b\"}}")))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("buckets is not known");
        assertThatThrownBy(() -> StoreMapping.parse(JsonObject.parse("{\"sqlServers\":{\"a\":1}}")))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("is no string");
    }
}
