package io.github.azuredr.testkit.azure.arm;

import static io.github.azuredr.testkit.azure.arm.ArmDriver.SUBSCRIPTION;
import static io.github.azuredr.testkit.azure.arm.ArmDriver.json;
import static io.github.azuredr.testkit.azure.arm.ArmDriver.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimStorageAccount;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.time.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StorageProviderTest {
    private static final String VERSION = "?api-version=2023-05-01";
    private static final String ACCOUNT =
            SUBSCRIPTION + "/resourceGroups/dr/providers/Microsoft.Storage/storageAccounts/lakeeast";
    private static final String LAKE = """
            {"location":"East US 2","kind":"StorageV2","sku":{"name":"Standard_RAGRS"},
             "properties":{"isHnsEnabled":true,"minimumTlsVersion":"TLS1_2"}}""";

    private final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
    private final SimulatedAzure azure = SimulatedAzure.inMemory(clock).with(ResourceManager::new);
    private ArmDriver arm = ArmDriver.of(azure);

    @BeforeEach
    void group() {
        azure.service(ResourceManager.class).createGroup("dr", "centralus");
    }

    private void created() {
        arm.put(ACCOUNT + VERSION, LAKE);
        clock.advance(Duration.ofMinutes(1));
        arm = ArmDriver.of(azure);
    }

    @Test
    void accountServesDataOnlyOnceItsCreationHasEnded() {
        SimResponse accepted = arm.put(ACCOUNT + VERSION, LAKE);

        String poll = accepted.header("Location").orElseThrow();
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(azure.storageAccounts().find("lakeeast")).isEmpty();
        assertThat(refusal(arm.post(ACCOUNT + "/listKeys" + VERSION, "")))
                .isEqualTo("409 StorageAccountIsNotProvisioned");
        assertThat(arm.get(poll).status()).isEqualTo(202);
        Json account = json(arm.get(poll));

        assertThat(account.text("properties.primaryEndpoints.dfs")).contains("https://lakeeast.dfs.core.windows.net/");
        SimStorageAccount kept = azure.storageAccounts().find("lakeeast").orElseThrow();
        assertThat(kept.region()).isEqualTo("eastus2");
        assertThat(kept.hierarchical()).isTrue();
        assertThat(kept.toString()).doesNotContain(kept.key1Base64());
    }

    @Test
    void putAgainUpdatesAndRefusesWhatCannotChange() {
        created();

        SimResponse updated =
                arm.put(ACCOUNT + VERSION, LAKE.replace("{\"location\"", "{\"tags\":{\"a\":\"b\"},\"location\""));

        assertThat(updated.status()).isEqualTo(200);
        assertThat(json(updated).text("tags.a")).contains("b");
        assertThat(refusal(arm.put(ACCOUNT + VERSION, LAKE.replace("true", "false"))))
                .isEqualTo("409 AccountPropertyCannotBeUpdated");
        assertThat(refusal(arm.put(ACCOUNT + VERSION, LAKE.replace("East US 2", "westus"))))
                .isEqualTo("409 InvalidResourceLocation");
    }

    @Test
    void namesAreGlobalAndFollowTheRule() {
        created();
        azure.storageAccounts().create("madebytest", "westus", false);

        assertThat(refusal(arm.put(ACCOUNT.replace("lakeeast", "madebytest") + VERSION, LAKE)))
                .isEqualTo("409 StorageAccountAlreadyTaken");
        assertThat(refusal(arm.put(ACCOUNT.replace("lakeeast", "Lake-East") + VERSION, LAKE)))
                .isEqualTo("400 AccountNameInvalid");
        assertThat(availability("lakeeast").text("reason")).contains("AlreadyExists");
        assertThat(availability("x").text("reason")).contains("AccountNameInvalid");
        assertThat(availability("freename").flag("nameAvailable")).contains(true);
    }

    private Json availability(String name) {
        return json(arm.post(
                SUBSCRIPTION + "/providers/Microsoft.Storage/checkNameAvailability" + VERSION,
                "{\"name\":\"" + name + "\",\"type\":\"Microsoft.Storage/storageAccounts\"}"));
    }

    @Test
    void bodyMustNameSkuAndKind() {
        azure.deliberately("an account without a sku is what is refused here", () -> assertThat(
                        refusal(arm.put(ACCOUNT + VERSION, "{\"location\":\"eastus2\",\"kind\":\"StorageV2\"}")))
                .isEqualTo("400 MissingRequiredProperty"));
        assertThat(refusal(arm.put(ACCOUNT + VERSION, LAKE.replace("Standard_RAGRS", "Huge_LRS"))))
                .isEqualTo("400 InvalidRequestPropertyValue");
        azure.region("eastus2").outOfQuota("storageAccounts");
        assertThat(refusal(arm.put(ACCOUNT + VERSION, LAKE))).isEqualTo("409 QuotaExceeded");
    }

    @Test
    void keysAreListedAndRegenerated() {
        created();
        Json before = json(arm.post(ACCOUNT + "/listKeys" + VERSION, ""));

        Json after = json(arm.post(ACCOUNT + "/regenerateKey" + VERSION, "{\"keyName\":\"key1\"}"));

        assertThat(after.list("keys").get(0)).isNotEqualTo(before.list("keys").get(0));
        assertThat(after.list("keys").get(1)).isEqualTo(before.list("keys").get(1));
        assertThat(after.list("keys").get(0).text("value"))
                .contains(azure.storageAccounts().find("lakeeast").orElseThrow().key1Base64());
    }

    @Test
    void geoReplicationIsShownWhenAskedForAndUnknownWhileTheSecondaryIsAway() {
        created();
        String url = ACCOUNT + VERSION + "&$expand=geoReplicationStats";

        Json healthy = json(arm.get(url));
        azure.region("centralus").goDark();
        Json away = json(arm.get(url));

        assertThat(healthy.text("properties.secondaryLocation")).contains("centralus");
        assertThat(healthy.text("properties.geoReplicationStats.lastSyncTime")).contains("2026-11-20T09:56:00Z");
        assertThat(away.text("properties.geoReplicationStats.status")).contains("Unavailable");
        assertThat(away.has("properties.geoReplicationStats.lastSyncTime")).isFalse();
        assertThat(json(arm.get(ACCOUNT + VERSION)).has("properties.geoReplicationStats"))
                .isFalse();
    }

    @Test
    void deletedAccountIsGoneForDataToo() {
        created();

        assertThat(arm.delete(ACCOUNT + VERSION).status()).isEqualTo(200);

        assertThat(arm.delete(ACCOUNT + VERSION).status()).isEqualTo(204);
        assertThat(refusal(arm.get(ACCOUNT + VERSION))).isEqualTo("404 ResourceNotFound");
        assertThat(azure.storageAccounts().all()).isEqualTo(List.of());
    }
}
