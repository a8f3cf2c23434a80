package io.github.azuredr.streamanalytics.twin;

import static io.github.azuredr.streamanalytics.twin.Jobs.east;
import static io.github.azuredr.streamanalytics.twin.Jobs.eastToCentral;
import static io.github.azuredr.streamanalytics.twin.Jobs.eastWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.streamanalytics.json.JsonTree;
import java.util.List;
import org.junit.jupiter.api.Test;

class TwinRewriteTest {
    @Test
    void definitionLeavesOutWhatTheServiceAddsAndKeepsWhatNobodyKnows() {
        JsonTree content = east().content();

        assertThat(content.json())
                .doesNotContain("jobState", "etag", "lastOutputEventTime", "diagnostics", "validStreamingUnits", "p1");
        assertThat(content.number("/properties/newerSetting/a/1")).hasValue(2L);
        assertThat(content.json()).contains("\"newer\":true");
    }

    @Test
    void startThatWasAskedForIsNeverCopied() {
        assertThat(east().content().json()).doesNotContain("outputStart");
    }

    @Test
    void everyRegionalSettingIsRewrittenAndNothingElse() {
        TwinRewrite rewrite = TwinRewrite.of(east(), eastToCentral());

        assertThat(rewrite.objections()).isEmpty();
        assertThat(rewrite.substitutions())
                .containsExactly(
                        "location: eastus2 -> centralus",
                        "input hub, serviceBusNamespace: hub-east -> hub-central",
                        "output db, server: sql-east.database.windows.net -> sql-central.database.windows.net");
        JobDefinition back =
                TwinRewrite.of(rewrite.twin(), eastToCentral().reversed()).twin();
        assertThat(back).isEqualTo(east());
        assertThat(back.hash())
                .isEqualTo(east().hash())
                .isNotEqualTo(rewrite.twin().hash());
    }

    @Test
    void unmappedNameIsAnObjectionThatSaysWhereToAddIt() {
        TwinRewrite rewrite = TwinRewrite.of(
                east(), RegionRewrite.between("eastus2", "centralus").with(BoundKind.SQL, "sql-east", "sql-central"));

        assertThat(rewrite.objections())
                .containsExactly(
                        "input hub, serviceBusNamespace is \"hub-east\", which has no counterpart in centralus;"
                                + " add one under \"eventHubNamespaces\"");
    }

    @Test
    void twinThatStillPointsToTheOtherRegionIsRefused() {
        JobDefinition twin = TwinRewrite.of(east(), eastToCentral()).twin();
        JobDefinition half = JobDefinition.kept(twin.content()
                .with("/properties/inputs/0/properties/datasource/properties/serviceBusNamespace", "hub-east"));

        assertThat(TwinRewrite.pointingBack(twin, eastToCentral())).isEmpty();
        assertThat(TwinRewrite.pointingBack(half, eastToCentral()))
                .containsExactly("input hub, serviceBusNamespace still points to eastus2: \"hub-east\"");
    }

    @Test
    void addressInAPropertyNobodyListedIsFound() {
        JobDefinition job = eastWith("\"newer\":true", "\"newer\":\"https://sql-east.database.windows.net/x\"");

        assertThat(TwinRewrite.of(job, eastToCentral()).objections())
                .singleElement()
                .asString()
                .contains("holds an address of eastus2", "sql-east");
    }

    @Test
    void nameMappedToItselfIsSharedAndRefusedWhereItMayNotBe() {
        assertThatThrownBy(() -> eastToCentral().with(BoundKind.STORAGE, "store", "Store"))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("storageAccounts");
        assertThat(eastToCentral().with(BoundKind.COSMOS, "global", "global").names())
                .containsKey(BoundKind.COSMOS);
    }

    @Test
    void mappingWithoutAWayBackIsRefused() {
        assertThatThrownBy(() -> eastToCentral().with(BoundKind.SQL, "sql-east2", "sql-central"))
                .hasMessageContaining("counterpart of both");
        assertThatThrownBy(() -> eastToCentral().with(BoundKind.SQL, "sql-central", "sql-west"))
                .hasMessageContaining("on both sides");
    }

    @Test
    void edgeJobIsRefused() {
        assertThatThrownBy(() -> eastWith("\"jobState\":\"Running\"", "\"jobType\":\"Edge\""))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("edge job");
        assertThat(TwinRewrite.of(eastWith("Microsoft.Sql/Server/Database", "GatewayMessageBus"), eastToCentral())
                        .objections())
                .anyMatch(text -> text.contains("edge job"));
    }

    @Test
    void unknownOutputTypeIsRefusedUntilTheMappingKnowsIt() {
        JobDefinition job = eastWith("Microsoft.Sql/Server/Database", "Contoso/Sink");

        assertThat(TwinRewrite.of(job, eastToCentral()).objections())
                .anyMatch(text -> text.contains("output db has the unknown type \"Contoso/Sink\""));
        RegionRewrite knowing = eastToCentral()
                .knowing("Contoso/Sink", List.of("server"))
                .with(BoundKind.OTHER, "sql-east", "sql-central");
        assertThat(TwinRewrite.of(job, knowing).objections()).isEmpty();
    }

    @Test
    void retiredLakeOutputIsRefused() {
        assertThat(TwinRewrite.of(
                                eastWith("Microsoft.Sql/Server/Database", "Microsoft.DataLake/Accounts"),
                                eastToCentral())
                        .objections())
                .anyMatch(text -> text.contains("retired"));
    }

    @Test
    void shellAndUnresolvedTemplateAreRefused() {
        assertThatThrownBy(() -> JobDefinition.of(
                        JsonTree.parse("{\"location\":\"eastus2\",\"properties\":{\"sku\":{\"name\":\"Standard\"}}}")))
                .hasMessageContaining("$expand");
        assertThatThrownBy(() -> eastWith("\"hub-east\"", "\"[parameters('hub')]\""))
                .hasMessageContaining("template expression");
    }

    @Test
    void resourceOfATemplateIsTheSameJob() {
        JsonTree job = JsonTree.parse(Jobs.shown("eastus2", "SELECT * INTO db FROM hub"));
        JsonTree input = job.items("/properties/inputs")
                .get(0)
                .with("/type", "Microsoft.StreamAnalytics/streamingjobs/inputs")
                .with("/name", "clicks/hub")
                .with("/properties/datasource/properties/sharedAccessPolicyKey", "[parameters('key')]");
        JsonTree template = JsonTree.object()
                .with("/$schema", "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#")
                .with("/resources", List.of(job.without("/properties/inputs"), input));

        assertThat(JobDefinition.of(template)).isEqualTo(east());
    }

    @Test
    void secretsAreNamedByJobPartAndSlotAndIdentitiesNeedNone() {
        assertThat(SecretSlot.of("clicks", east()).stream().map(SecretSlot::name))
                .containsExactly("clicks--inputs-hub--sharedAccessPolicyKey", "clicks--outputs-db--password");
        JobDefinition identity = eastWith("\"newer\":true", "\"authenticationMode\":\"Msi\"");
        assertThat(SecretSlot.of("clicks", identity)).singleElement().satisfies(slot -> assertThat(slot.where())
                .isEqualTo("output db, password"));
        assertThat(identity.usesIdentity()).isTrue();
    }

    @Test
    void personalSignInIsNamedBecauseItCannotBeCopied() {
        assertThat(eastWith("Microsoft.Sql/Server/Database", "PowerBI").neededSignIns())
                .containsExactly("output db");
    }

    @Test
    void driftIsReadableAndUnmovedByOneMorePart() {
        JobDefinition more = eastWith(
                "\"outputs\":[",
                "\"outputs\":[{\"name\":\"archive\",\"properties\":{\"datasource\":{\"type\":\"Raw\"}}},");
        JobDefinition other = eastWith("SELECT * INTO db", "SELECT drEventId INTO db");

        assertThat(Drift.between(east(), more).text())
                .isEqualTo(
                        "outputs archive name: nothing expected, \"archive\" found; outputs archive, datasource type:"
                                + " nothing expected, \"Raw\" found");
        assertThat(Drift.between(east(), other).text())
                .contains("transformation, query: \"SELECT * INTO db FROM hub\" expected");
        assertThat(Drift.between(east(), east()).isPresent()).isFalse();
    }

    @Test
    void differingPartitionCountIsToldApart() {
        JobDefinition one = eastWith("\"newer\":true", "\"partitionCount\":4");
        JobDefinition other = eastWith("\"newer\":true", "\"partitionCount\":8");

        assertThat(Drift.between(one, other).inPartitions()).isTrue();
        assertThat(Drift.between(east(), eastWith("asa\",\"shared", "asb\",\"shared"))
                        .inPartitions())
                .isFalse();
    }

    @Test
    void hashIsTheSameForTheSameJobWrittenOtherwise() {
        JobDefinition reordered = eastWith("\"functions\":[],", "\"jobStorageAccount\":null,");

        assertThat(reordered.hash()).isEqualTo(east().hash());
        assertThat(east().asTwinOf(new JobId("s", "rg", "clicks")).hash()).isEqualTo(east().hash());
        assertThat(eastWith("\"compatibilityLevel\":\"1.2\"", "\"compatibilityLevel\":\"1.0\"")
                        .hash())
                .isNotEqualTo(east().hash());
    }

    @Test
    void mappingFileIsReadAndAMisspeltKeyRefused() {
        String text =
                "{\"from\":\"East US 2\",\"to\":\"centralus\",\"twin\":\"/subscriptions/s/resourceGroups/rg-b/providers/"
                        + "Microsoft.StreamAnalytics/streamingjobs/clicks\",\"eventHubNamespaces\":{\"hub-east\":\"hub-central\"},"
                        + "\"sqlServers\":{\"sql-east\":\"sql-central\"},\"otherTypes\":{\"Contoso/Sink\":[\"host\"]}}";
        MappingFile file = MappingFile.parse(text);

        assertThat(file.rewrite()).isEqualTo(eastToCentral().knowing("Contoso/Sink", List.of("host")));
        assertThat(file.apiVersion()).isEqualTo("2020-03-01");
        assertThatThrownBy(() -> MappingFile.parse(text.replace("sqlServers", "sqlserver")))
                .hasMessageContaining("\"sqlserver\" is not a key");
        assertThatThrownBy(() -> MappingFile.parse(text.replace("\"from\"", "\"need\"")))
                .hasMessageContaining("\"from\" is missing");
    }
}
