package io.github.azuredr.testkit.azure.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The management plane of analytics accounts refuses what the published description rules out, and changes take time. */
class AnalyticsProviderTest {
    private static final String ACCOUNTS = "/resourceGroups/dr/providers/Microsoft.DataLakeAnalytics/accounts/";
    private static final String LOCATIONS = "/providers/Microsoft.DataLakeAnalytics/locations/";

    private final AnalyticsRig rig = new AnalyticsRig();

    @BeforeEach
    void aGroupAndAStore() {
        rig.azure
                .service(ResourceManager.class)
                .register(AnalyticsProvider.NAMESPACE)
                .createGroup("dr", "centralus");
        rig.analytics.createStore("storenew", "centralus");
        rig.azure.storageAccounts().create("blobs", "centralus", false);
    }

    private SimResponse call(String method, String path, String body) {
        return rig.call(method, url(SimulatedAzure.SUBSCRIPTION, path), body);
    }

    private static String url(String subscription, String path) {
        return "https://management.azure.com/subscriptions/" + subscription + path + "?" + AnalyticsRig.VERSION;
    }

    private static String account(String more) {
        return "{\"location\":\"centralus\",\"properties\":{\"defaultDataLakeStoreAccount\":\"storenew\","
                + "\"dataLakeStoreAccounts\":[{\"name\":\"storenew\"}]" + more + "}}";
    }

    private void created() {
        assertThat(call("PUT", ACCOUNTS + "lakenew", account("")).status()).isEqualTo(201);
        settle();
    }

    private void settle() {
        rig.clock.advance(Duration.ofMinutes(1));
    }

    private Json lake() {
        return Json.parse(call("GET", ACCOUNTS + "lakenew", "").text()).orElseThrow();
    }

    @Test
    void anAccountIsOnItsWayUntilItsCreationEndsAndTakesNoChangeBefore() {
        assertThat(call("PUT", ACCOUNTS + "lakenew", account("")).text()).contains("\"Creating\"");

        assertThat(call("PATCH", ACCOUNTS + "lakenew", "{}").text()).contains("AccountBusy");

        settle();
        assertThat(lake().text("properties.provisioningState")).contains("Succeeded");
        assertThat(lake().number("properties.maxJobCount")).contains(3L);
        assertThat(lake().number("properties.queryStoreRetention")).contains(30L);
    }

    @Test
    void aChangeTakesEffectWhenItsOperationEnds() {
        created();

        SimResponse answer = call("PATCH", ACCOUNTS + "lakenew", "{\"properties\":{\"maxJobCount\":9}}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text()).contains("\"Patching\"");
        assertThat(lake().number("properties.maxJobCount")).contains(3L);
        settle();
        assertThat(lake().number("properties.maxJobCount")).contains(9L);
    }

    @Test
    void anAccountThatCouldNotBeCreatedStaysAndSaysSo() {
        rig.azure.service(ResourceManager.class).operations().failNext(any -> true, "Failed", "InternalError");

        call("PUT", ACCOUNTS + "lakenew", account(""));
        settle();

        assertThat(lake().text("properties.provisioningState")).contains("Failed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"location\":\"centralus\",\"properties\":{}}' | MissingRequiredProperty",
                "'{\"location\":\"centralus\"}' | MissingRequiredProperty",
                "'{\"location\":\"centralus\",\"properties\":{\"defaultDataLakeStoreAccount\":\"storenew\","
                        + "\"dataLakeStoreAccounts\":[]}}' | MissingRequiredProperty",
                "'{\"location\":\"brazilsouth\",\"properties\":{}}' | LocationNotAvailableForResourceType",
                "'{\"properties\":{}}' | LocationRequired"
            })
    void anAccountNeedsARegionThatHasTheServiceAndADefaultStore(String body, String code) {
        rig.azure.deliberately("a required property is missing, or the region does not have the service", () -> {
            SimResponse answer = call("PUT", ACCOUNTS + "lakenew", body);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains(code);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"maxJobCount\":21' | AccountLimitExceeded",
                "'\"maxDegreeOfParallelism\":251' | AccountLimitExceeded",
                "'\"queryStoreRetention\":181' | AccountLimitExceeded",
                "'\"maxJobCount\":0' | InvalidRequestPropertyValue",
                "'\"newTier\":\"Premium\"' | InvalidRequestPropertyValue",
                "'\"firewallState\":\"On\"' | InvalidRequestPropertyValue",
                "'\"colour\":\"blue\"' | InvalidRequestPropertyValue"
            })
    void aSettingThatNoAccountCanHaveIsRefused(String setting, String code) {
        rig.azure.deliberately("the setting is outside its bounds or unknown", () -> {
            SimResponse answer = call("PUT", ACCOUNTS + "lakenew", account("," + setting));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains(code);
        });
    }

    @Test
    void aStoreOfAnotherRegionIsRefused() {
        SimResponse answer = call("PUT", ACCOUNTS + "lakenew", account("").replace("storenew", "storeeast"));

        assertThat(answer.text()).contains("DataLakeStoreAccountNotFound").contains("centralus");
    }

    @Test
    void aNameIsTakenByAnySubscriptionOfTheCloud() {
        created();
        String theirs = url(AnalyticsRig.STRANGER, "/providers/Microsoft.DataLakeAnalytics");
        rig.call("POST", theirs.replace("?" + AnalyticsRig.VERSION, "/register?api-version=2021-04-01"), "");
        rig.call(
                "PUT",
                url(AnalyticsRig.STRANGER, "/resourceGroups/theirs").replace("2016-11-01", "2021-04-01"),
                "{\"location\":\"centralus\"}");
        settle();

        SimResponse free = rig.call(
                "POST",
                url(AnalyticsRig.STRANGER, LOCATIONS + "centralus/checkNameAvailability"),
                "{\"name\":\"lakenew\",\"type\":\"Microsoft.DataLakeAnalytics/accounts\"}");
        SimResponse taken = rig.call(
                "PUT", url(AnalyticsRig.STRANGER, ACCOUNTS.replace("/dr/", "/theirs/") + "lakenew"), account(""));

        assertThat(free.text()).contains("\"nameAvailable\":false").contains("AlreadyExists");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.text()).contains("AccountNameUnavailable");
    }

    @Test
    void aRegionSaysWhetherItHasTheServiceAndHowManyAccountsItTakes() {
        created();

        Json here = Json.parse(
                        call("GET", LOCATIONS + "centralus/capability", "").text())
                .orElseThrow();
        assertThat(here.text("state")).contains("Registered");
        assertThat(here.number("accountCount")).contains(1L);
        assertThat(call("GET", LOCATIONS + "brazilsouth/capability", "").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "firewallRules/r | '{\"startIpAddress\":\"10.0.0.9\",\"endIpAddress\":\"10.0.0.1\"}'",
                "firewallRules/r | '{\"startIpAddress\":\"10.0.0.999\",\"endIpAddress\":\"10.0.1.1\"}'",
                "firewallRules/r | '{\"startIpAddress\":\"10.0.0.1\"}'",
                "computePolicies/p | '{\"objectId\":\"ana\",\"objectType\":\"User\",\"minPriorityPerJob\":1}'",
                "computePolicies/p | '{\"objectId\":\"aaaaaaaa-0000-0000-0000-000000000001\",\"objectType\":\"User\"}'",
                "computePolicies/p | '{\"objectId\":\"aaaaaaaa-0000-0000-0000-000000000001\","
                        + "\"objectType\":\"User\",\"minPriorityPerJob\":0}'",
                "storageAccounts/blobs | '{\"suffix\":\"core.windows.net\"}'",
                "storageAccounts/blobs | '{\"accessKey\":\"d3Jvbmc=\"}'",
                "storageAccounts/nowhere | '{\"accessKey\":\"d3Jvbmc=\"}'",
                "dataLakeStoreAccounts/nowhere | '{}'"
            })
    void aPartThatNoAccountCanHaveIsRefused(String part, String properties) {
        created();

        rig.azure.deliberately("the part is malformed, or what it names is not there", () -> {
            SimResponse answer = call("PUT", ACCOUNTS + "lakenew/" + part, "{\"properties\":" + properties + "}");

            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        });
    }

    @Test
    void theDefaultStoreStaysLinked() {
        created();

        SimResponse answer = call("DELETE", ACCOUNTS + "lakenew/dataLakeStoreAccounts/storenew", "");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("DefaultStoreRequired");
    }

    @Test
    void aLinkedAccountsKeyIsNeverShownAndItsSignaturesOpenItsContainers() {
        created();
        String key = rig.azure.storageAccounts().find("blobs").orElseThrow().key1Base64();
        String linked = ACCOUNTS + "lakenew/storageAccounts/blobs";

        call("PUT", linked, "{\"properties\":{\"accessKey\":\"" + key + "\"}}");
        rig.container("blobs", "inbox");
        SimResponse tokens = call("POST", linked + "/containers/inbox/listSasTokens", "");

        assertThat(lake().toString()).doesNotContain(key);
        assertThat(call("GET", linked, "").text()).doesNotContain(key).contains("core.windows.net");
        String token = Json.parse(tokens.text())
                .orElseThrow()
                .list("value")
                .get(0)
                .text("accessToken")
                .orElseThrow();
        String listing = "https://blobs.blob.core.windows.net/inbox?restype=container&comp=list&" + token;
        assertThat(rig.send("GET", listing, Map.of("x-ms-version", "2020-10-02"), new byte[0])
                        .status())
                .isEqualTo(200);
        assertThat(call("POST", linked + "/containers/outbox/listSasTokens", "").status())
                .isEqualTo(404);
    }

    @Test
    void aLockStopsADeletionAndNoChange() {
        created();
        String lock = ACCOUNTS + "lakenew/providers/Microsoft.Authorization/locks/keep";
        rig.call(
                "PUT",
                url(SimulatedAzure.SUBSCRIPTION, lock).replace("2016-11-01", "2016-09-01"),
                "{\"properties\":{\"level\":\"CanNotDelete\"}}");

        assertThat(call("DELETE", ACCOUNTS + "lakenew", "").text()).contains("ScopeLocked");
        assertThat(call("PATCH", ACCOUNTS + "lakenew", "{}").status()).isEqualTo(201);
    }
}
