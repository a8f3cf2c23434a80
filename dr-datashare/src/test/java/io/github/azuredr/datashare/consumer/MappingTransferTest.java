package io.github.azuredr.datashare.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.mapping.StoreMapping;
import io.github.azuredr.datashare.resource.DataSetKind;
import io.github.azuredr.datashare.resource.Finding;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.TargetKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MappingTransferTest {
    private static final SourceDataSet HERE = new SourceDataSet("id-here", "Orders", "Container", "sales");
    private static final SourceDataSet THERE = new SourceDataSet("id-there", "orders", "Container", "sales");

    private final StoreMapping targets = StoreMapping.builder()
            .resourceGroup("rg-east", "rg-central")
            .storageAccount("coneast", "concentral")
            .sqlServer("sqleast", "sqlcentral")
            .kustoCluster("adxeast", "adxcentral")
            .synapseWorkspace("wseast", "wscentral")
            .build();

    private static Named mapping(String kind, String properties) {
        return new Named(
                "m",
                JsonObject.parse("{\"kind\":\"" + kind + "\",\"properties\":{" + properties
                        + "\"dataSetId\":\"id-here\",\"dataSetMappingStatus\":\"Ok\","
                        + "\"provisioningState\":\"Succeeded\"}}"));
    }

    private static Named container(String store) {
        return mapping(
                "Container",
                "\"containerName\":\"landing\",\"storageAccountName\":\"" + store
                        + "\",\"resourceGroup\":\"rg-east\",\"subscriptionId\":\"s1\",");
    }

    private static List<String> rules(MappingTransfer transfer) {
        return transfer.findings().stream().map(Finding::id).toList();
    }

    @Test
    void datasetIsFoundAgainByNameTypeAndPathAndItsTargetIsAnotherStore() {
        MappingTransfer transfer =
                MappingTransfer.of(List.of(container("coneast")), List.of(HERE), List.of(THERE), targets);

        assertThat(transfer.findings()).isEmpty();
        assertThat(transfer.mappings())
                .containsExactly(new Named(
                        "m",
                        JsonObject.parse("{\"kind\":\"Container\",\"properties\":{\"containerName\":\"landing\","
                                + "\"storageAccountName\":\"concentral\",\"resourceGroup\":\"rg-central\","
                                + "\"subscriptionId\":\"s1\",\"dataSetId\":\"id-there\"}}")));
    }

    @ParameterizedTest
    @EnumSource(DataSetKind.class)
    void everyKindThatCanBeATargetSendsOnlyWhatItsMappingTakes(DataSetKind kind) {
        Optional<TargetKind> target = TargetKind.of(kind.wireName());
        StringBuilder properties = new StringBuilder("\"subscriptionId\":\"s1\",\"resourceGroup\":\"rg-east\",");
        for (String field : kind.fields()) {
            if (field.equals("storageAccountName")) {
                properties.append("\"storageAccountName\":\"coneast\",");
            } else if (!field.endsWith("ResourceId") && !properties.toString().contains("\"" + field + "\"")) {
                properties.append("\"").append(field).append("\":\"v\",");
            }
        }
        String id = "/subscriptions/s1/resourceGroups/rg-east/providers/";
        properties
                .append("\"sqlServerResourceId\":\"" + id + "Microsoft.Sql/servers/sqleast\",")
                .append("\"kustoClusterResourceId\":\"" + id + "Microsoft.Kusto/Clusters/adxeast\",")
                .append("\"synapseWorkspaceSqlPoolTableResourceId\":\"" + id
                        + "Microsoft.Synapse/workspaces/wseast/sqlPools/p/schemas/s/tables/t\",");

        MappingTransfer transfer = MappingTransfer.of(
                List.of(mapping(kind.wireName(), properties.toString())), List.of(HERE), List.of(THERE), targets);

        if (target.isEmpty()) {
            assertThat(rules(transfer)).containsExactly("not-clonable", "not-mapped");
        } else {
            JsonObject sent = transfer.mappings().get(0).body().at("properties").orElseThrow();
            assertThat(sent.names()).contains("dataSetId");
            assertThat(target.get().fields())
                    .containsAll(sent.only(target.get().fields()).names());
            assertThat(sent.names()).doesNotContain("dataSetMappingStatus", "provisioningState");
            assertThat(sent.json()).doesNotContain("east");
        }
    }

    @Test
    void oneTargetForBothRegionsIsRefused() {
        StoreMapping same =
                StoreMapping.builder().storageAccount("coneast", "coneast").build();

        MappingTransfer transfer =
                MappingTransfer.of(List.of(container("coneast")), List.of(HERE), List.of(THERE), same);

        assertThat(transfer.mappings()).isEmpty();
        assertThat(rules(transfer)).containsExactly("same-target", "not-mapped");
    }

    @Test
    void whatCannotBeRecognisedIsToldAndNotGuessed() {
        SourceDataSet moved = new SourceDataSet("x", "orders", "Container", "elsewhere");
        SourceDataSet twin = new SourceDataSet("y", "ORDERS", "Container", "sales");

        assertThat(rules(MappingTransfer.of(List.of(container("coneast")), List.of(), List.of(THERE), targets)))
                .containsExactly("mapping-broken", "not-mapped");
        assertThat(rules(MappingTransfer.of(List.of(container("coneast")), List.of(HERE), List.of(moved), targets)))
                .containsExactly("dataset-missing", "not-mapped");
        assertThat(rules(MappingTransfer.of(
                        List.of(container("coneast")), List.of(HERE), List.of(THERE, twin), targets)))
                .startsWith("dataset-ambiguous");
        assertThat(rules(MappingTransfer.of(List.of(container("other")), List.of(HERE), List.of(THERE), targets)))
                .startsWith("target-unmapped");
    }

    @Test
    void scheduleIsTakenOverWordForWord() {
        JsonObject source =
                JsonObject.parse("{\"kind\":\"ScheduleBased\",\"properties\":{\"recurrenceInterval\":\"Day\","
                        + "\"synchronizationTime\":\"2018-11-14T06:15:15.6818898Z\"}}");

        TakenSchedule taken = TakenSchedule.of(List.of(source)).orElseThrow();

        assertThat(taken.trigger().text("properties.synchronizationTime")).hasValue("2018-11-14T06:15:15.6818898Z");
        Named active = new Named("t", taken.trigger().with("properties.triggerStatus", "Active"));
        assertThat(taken.isFollowedBy(active)).isTrue();
        for (String status : List.of("Inactive", "SourceSynchronizationSettingDeleted")) {
            assertThat(taken.isFollowedBy(new Named("t", taken.trigger().with("properties.triggerStatus", status))))
                    .isFalse();
        }
        assertThat(taken.isFollowedBy(new Named("t", active.body().with("properties.recurrenceInterval", "Hour"))))
                .isFalse();
        assertThat(TakenSchedule.of(List.of())).isEmpty();
    }
}
