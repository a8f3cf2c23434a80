package io.github.azuredr.testkit.azure.gen1;

import static io.github.azuredr.testkit.azure.gen1.Gen1Rig.json;
import static io.github.azuredr.testkit.azure.gen1.Gen1Rig.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.azure.analytics.AnalyticsProvider;
import io.github.azuredr.testkit.azure.analytics.SimAnalytics;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoreProviderTest {
    private static final String ONE = StoreProvider.TYPE + "/lakeeast";
    private static final String BODY = "{\"location\":\"eastus2\",\"tags\":{\"a\":\"b\"},\"properties\":"
            + "{\"firewallState\":\"Enabled\",\"firewallRules\":[{\"name\":\"office\",\"properties\":"
            + "{\"startIpAddress\":\"10.0.0.1\",\"endIpAddress\":\"10.0.0.9\"}}]}}";
    private static final String LOCATION =
            "/subscriptions/" + SimulatedAzure.SUBSCRIPTION + "/providers/Microsoft.DataLakeStore/locations/eastus2/";

    private final Gen1Rig rig = new Gen1Rig();
    private final Gen1Accounts accounts = new Gen1Accounts(rig.azure.state());

    @Test
    void anAccountServesFilesFromTheEndOfItsCreation() {
        SimResponse made = rig.manage("PUT", ONE, BODY);

        assertThat(made.status()).isEqualTo(201);
        assertThat(json(made).text("properties.provisioningState")).contains("Creating");
        assertThat(accounts.region("lakeeast")).isEmpty();

        String poll = made.header("Azure-AsyncOperation").orElseThrow();
        rig.clock.advance(Duration.ofMinutes(1));
        assertThat(json(rig.manage("GET", poll, "")).text("status")).contains("Succeeded");

        Json account = json(rig.manage("GET", ONE, ""));
        assertThat(account.text("properties.provisioningState")).contains("Succeeded");
        assertThat(account.text("properties.state")).contains("Active");
        assertThat(account.text("properties.endpoint")).contains("lakeeast.azuredatalakestore.net");
        assertThat(account.list("properties.firewallRules")).hasSize(1);
        assertThat(accounts.region("lakeeast")).contains("eastus2");
    }

    @Test
    void anAccountThatFailedToBeCreatedIsGone() {
        rig.arm.operations().failNext(operation -> operation.name().equals("create"), "Failed", "InternalError");
        rig.create("lakeeast", "eastus2");

        assertThat(rig.manage("GET", ONE, "").status()).isEqualTo(404);
        assertThat(accounts.region("lakeeast")).isEmpty();
    }

    @Test
    void aNameIsTakenOnceInTheWorld() {
        rig.create("lakeeast", "eastus2");
        String other = rig.arm.createGroup("others", "centralus");

        SimResponse second = rig.manage("PUT", other + "/providers/" + ONE, "{\"location\":\"centralus\"}");

        assertThat(refusal(second)).isEqualTo("409 AccountNameUnavailable");
        assertThat(name("lakeeast").flag("nameAvailable")).contains(false);
        assertThat(name("lakeeast").text("reason")).contains("AlreadyExists");
        assertThat(name("Lake-East").text("reason")).contains("Invalid");
        assertThat(name("lakecentral").flag("nameAvailable")).contains(true);
    }

    @Test
    void capabilityCountsTheAccountsOfARegion() {
        rig.create("lakeeast", "eastus2");

        Json capability = json(rig.manage("GET", LOCATION + "capability", ""));

        assertThat(capability.number("accountCount")).contains(1L);
        assertThat(capability.text("state")).contains("Registered");
        rig.azure.region("eastus2").outOfQuota("accounts");
        assertThat(json(rig.manage("GET", LOCATION + "capability", "")).number("maxAccountCount"))
                .contains(1L);
        assertThat(rig.manage("PUT", StoreProvider.TYPE + "/second", "{\"location\":\"eastus2\"}")
                        .status())
                .isGreaterThanOrEqualTo(400);
    }

    @Test
    void rulesAreChangedOneByOneAndShownInTheAccount() {
        rig.create("lakeeast", "eastus2");
        String rule = ONE + "/firewallRules/home";
        String body = "{\"properties\":{\"startIpAddress\":\"10.1.0.0\",\"endIpAddress\":\"10.1.0.255\"}}";

        assertThat(rig.manage("PUT", rule, body).status()).isEqualTo(200);
        assertThat(rig.manage("PATCH", rule, "{\"properties\":{\"endIpAddress\":\"10.1.0.9\"}}")
                        .status())
                .isEqualTo(200);
        assertThat(json(rig.manage("GET", rule, "")).text("properties.endIpAddress"))
                .contains("10.1.0.9");
        assertThat(json(rig.manage("GET", rule, "")).text("properties.startIpAddress"))
                .contains("10.1.0.0");
        rig.manage(
                "PUT",
                ONE + "/trustedIdProviders/ours",
                "{\"properties\":{\"idProvider\":\"https://sts.windows.net/x\"}}");
        assertThat(json(rig.manage("GET", ONE, "")).list("properties.trustedIdProviders"))
                .hasSize(1);
        assertThat(json(rig.manage("GET", ONE + "/firewallRules", "")).list("value"))
                .hasSize(1);
        assertThat(rig.manage("DELETE", rule, "").status()).isEqualTo(200);
        assertThat(rig.manage("DELETE", rule, "").status()).isEqualTo(204);
        assertThat(rig.manage("GET", rule, "").status()).isEqualTo(404);
    }

    @Test
    void whatIsWrongIsRefusedByItsField() {
        rig.create("lakeeast", "eastus2");
        rig.azure.deliberately("what is refused here breaks the description", () -> {
            assertThat(refusal(rig.manage(
                            "PUT", ONE + "/firewallRules/x", "{\"properties\":{\"startIpAddress\":\"1.2.3.4\"}}")))
                    .isEqualTo("400 MissingRequiredProperty");
            assertThat(refusal(rig.manage("PATCH", ONE, "{\"properties\":{\"firewallState\":\"Maybe\"}}")))
                    .isEqualTo("400 InvalidRequestContent");
            assertThat(refusal(rig.manage("PATCH", ONE, "{\"properties\":{\"endpoint\":\"x\"}}")))
                    .isEqualTo("400 InvalidRequestContent");
            assertThat(refusal(rig.manage("PUT", StoreProvider.TYPE + "/Lake-East", "{\"location\":\"eastus2\"}")))
                    .isEqualTo("400 AccountNameInvalid");
        });
    }

    @Test
    void anUpdateKeepsWhatItDoesNotName() {
        rig.manage("PUT", ONE, BODY);
        assertThat(refusal(rig.manage("PATCH", ONE, "{\"tags\":{}}"))).isEqualTo("409 AccountBusy");
        rig.clock.advance(Duration.ofMinutes(1));

        Json after = json(rig.manage("PATCH", ONE, "{\"properties\":{\"firewallAllowAzureIps\":\"Enabled\"}}"));

        assertThat(after.text("tags.a")).contains("b");
        assertThat(after.text("properties.firewallAllowAzureIps")).contains("Enabled");
        assertThat(after.list("properties.firewallRules")).hasSize(1);
    }

    @Test
    void aListShowsTheBasicsOnly() {
        rig.create("lakeeast", "eastus2");

        Json listed =
                json(rig.manage("GET", StoreProvider.TYPE, "")).list("value").get(0);

        assertThat(listed.text("properties.endpoint")).contains("lakeeast.azuredatalakestore.net");
        assertThat(listed.has("properties.firewallState")).isFalse();
    }

    @Test
    void aLockKeepsTheAccountAndAnUnlockedOneGoesWithItsFiles() {
        rig.create("lakeeast", "eastus2");
        String lock = rig.group + "/providers/" + ONE
                + "/providers/Microsoft.Authorization/locks/keep?api-version=2020-05-01";
        rig.manage("PUT", lock, "{\"properties\":{\"level\":\"CanNotDelete\"}}");
        assertThat(refusal(rig.manage("DELETE", ONE, ""))).isEqualTo("409 ScopeLocked");
        rig.manage("DELETE", lock, "");

        assertThat(rig.manage("DELETE", ONE, "").status()).isEqualTo(202);
        rig.clock.advance(Duration.ofMinutes(1));

        assertThat(rig.manage("DELETE", ONE, "").status()).isEqualTo(204);
        assertThat(accounts.region("lakeeast")).isEmpty();
    }

    @Test
    void anAnalyticsAccountStandsOnAStoreThatTheManagementPlaneMade() {
        rig.create("lakeeast", "eastus2");
        rig.azure.with(new SimAnalytics(rig.azure));
        rig.arm.with(AnalyticsProvider::new).register(AnalyticsProvider.NAMESPACE);
        String body = "{\"location\":\"eastus2\",\"properties\":{\"defaultDataLakeStoreAccount\":\"lakeeast\","
                + "\"dataLakeStoreAccounts\":[{\"name\":\"lakeeast\"}]}}";

        SimResponse made = rig.manage("PUT", AnalyticsProvider.NAMESPACE + "/accounts/adlaeast", body);
        SimResponse elsewhere = rig.manage(
                "PUT", AnalyticsProvider.NAMESPACE + "/accounts/adlawest", body.replace("eastus2", "centralus"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(refusal(elsewhere)).isEqualTo("400 DataLakeStoreAccountNotFound");
    }

    private Json name(String name) {
        String body = "{\"name\":\"" + name + "\",\"type\":\"Microsoft.DataLakeStore/accounts\"}";
        return json(rig.manage("POST", LOCATION + "checkNameAvailability", body));
    }
}
