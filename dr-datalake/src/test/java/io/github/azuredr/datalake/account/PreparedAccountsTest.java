package io.github.azuredr.datalake.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.journal.FileJournalStore;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.recovery.RecoveryObjectives;
import io.github.azuredr.recovery.ReplicationPolicy;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.analytics.SimAnalytics;
import io.github.azuredr.testkit.walk.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts through the whole library, against a service that refuses what Azure refuses. */
@SuppressWarnings("NullAway.Init") // set up before each test
class PreparedAccountsTest {
    private static final String LAKE =
            "/resourceGroups/central/providers/Microsoft.DataLakeAnalytics/accounts/lakecentral";
    private static final String STORE =
            "/resourceGroups/central/providers/Microsoft.DataLakeStore/accounts/storecentral";

    private final AccountWorld world = new AccountWorld();
    private final SimulatedAccounts accounts = world.accounts;

    @TempDir
    private Path folder;

    private DisasterRecovery dr;

    @BeforeEach
    void build() {
        dr = DisasterRecovery.named("orders")
                .between(RegionPair.of("eastus2", "centralus"))
                .objectives(RecoveryObjectives.rpo(Duration.ofMinutes(30)).rto(Duration.ofHours(1)))
                .replicating(ReplicationPolicy.every(Duration.ofMinutes(15)))
                .protect("lake", world.contract())
                .journal(FileJournalStore.in(folder.resolve("journal")))
                .time(accounts.clock)
                .executor(Runnable::run)
                .instance("test")
                .build();
        dr.initialise();
    }

    private List<String> gaps() {
        return dr.readiness().gaps().getOrDefault("lake", List.of()).stream()
                .map(Gap::id)
                .toList();
    }

    private String gap(String id) {
        return dr.readiness().gaps().getOrDefault("lake", List.of()).stream()
                .filter(gap -> gap.id().equals(id))
                .map(Gap::text)
                .findFirst()
                .orElse("no gap " + id);
    }

    private Json lake() {
        return accounts.shown(Side.B, AccountKind.ANALYTICS, "lakecentral");
    }

    private long writes() {
        return world.effects().values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String step(RunReport report, String id) {
        return report.steps().stream()
                .filter(step -> step.id().contains(id))
                .map(step -> step.status() + ": " + step.detail())
                .findFirst()
                .orElse("no step " + id + " in " + report.text());
    }

    /** A lock on an account also keeps what belongs to it: a person takes it away for a moment. */
    private void deletedInSpiteOfTheLock(String account, String part) {
        String lock = account + "/providers/Microsoft.Authorization/locks/azuredr-keep";
        assertThat(accounts.person("DELETE", account + part, "2016-11-01", "").text())
                .contains("ScopeLocked");
        accounts.person("DELETE", lock, "2016-09-01", "");
        assertThat(accounts.person("DELETE", account + part, "2016-11-01", "").status())
                .isEqualTo(200);
        accounts.person("PUT", lock, "2016-09-01", "{\"properties\":{\"level\":\"CanNotDelete\"}}");
    }

    @Test
    void preparingMakesTheSecondRegionsAccountsLikeTheFirsts() {
        assertThat(gaps()).contains("accounts-missing");

        dr.prepare().orThrow();

        Json lake = lake();
        assertThat(lake.text("location")).contains("centralus");
        assertThat(lake.text("properties.provisioningState")).contains("Succeeded");
        assertThat(lake.text("properties.defaultDataLakeStoreAccount")).contains("storecentral");
        assertThat(lake.list("properties.dataLakeStoreAccounts"))
                .extracting(one -> one.text("name").orElse(""))
                .containsExactlyInAnyOrder("storecentral", "morecentral");
        assertThat(lake.list("properties.storageAccounts"))
                .extracting(one -> one.text("name").orElse(""))
                .containsExactly("blobcentral");
        assertThat(lake.number("properties.maxJobCount")).contains(7L);
        assertThat(lake.number("properties.queryStoreRetention")).contains(60L);
        assertThat(lake.text("properties.newTier")).contains("Commitment_500AUHours");
        assertThat(lake.text("properties.firewallState")).contains("Enabled");
        assertThat(lake.list("properties.firewallRules").get(0).text("properties.endIpAddress"))
                .contains("10.0.0.9");
        assertThat(lake.list("properties.computePolicies").get(0).number("properties.maxDegreeOfParallelismPerJob"))
                .contains(20L);
        Json store = accounts.shown(Side.B, AccountKind.STORE, "storecentral");
        assertThat(store.text("properties.firewallState")).contains("Enabled");
        assertThat(store.text("properties.newTier")).contains("Commitment_10TB");
        assertThat(accounts.port(Side.B).grants(AccountKind.ANALYTICS, "lakecentral"))
                .anyMatch(one -> one.role().equals(SimulatedAccounts.OWNER)
                        && one.principalId().equals(SimulatedAccounts.ANA)
                        && one.principalType().equals("Group"));
        assertThat(gaps()).isEmpty();
    }

    @Test
    void aSecondRunMakesNoWrite() {
        dr.prepare().orThrow();
        long before = writes();

        assertThat(dr.plan(Goal.prepare()).isEmpty()).isTrue();
        dr.prepare().orThrow();

        assertThat(writes()).isEqualTo(before);
    }

    @Test
    void aLockKeepsBothSidesAccountsFromBeingDeleted() {
        dr.prepare().orThrow();

        SimResponse refused = accounts.person("DELETE", LAKE, "2016-11-01", "");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("ScopeLocked");
        assertThat(accounts.person("DELETE", LAKE.replace("central", "east"), "2016-11-01", "")
                        .text())
                .contains("ScopeLocked");
    }

    @Test
    void aNameTakenByAnotherSubscriptionIsRefusedByNameAndTheRestGoesOn() {
        accounts.strangerTakes("lakecentral");

        assertThat(gap("account-name-taken"))
                .contains("analytics account lakecentral")
                .contains("somebody else");
        RunReport report = dr.prepare();

        assertThat(report.result()).isEqualTo(RunReport.Result.PAUSED);
        assertThat(step(report, "check-analytics-lakecentral"))
                .startsWith("REFUSED")
                .contains("'lakecentral' is taken by somebody else")
                .contains("choose another base name");
        assertThat(step(report, "create-analytics-lakecentral")).startsWith("PENDING");
        assertThat(step(report, "create-store-storecentral")).startsWith("DONE");
        assertThat(step(report, "lock-storecentral")).startsWith("DONE");
    }

    @Test
    void aNameTakenBetweenTheCheckAndTheCreationIsRefusedToo() {
        accounts.azure.service(SimAnalytics.class).createStore("theirs", "centralus");
        accounts.beforeCreation(
                () -> accounts.azure.service(SimAnalytics.class).createAccount("lakecentral", "centralus", "theirs"));

        RunReport report = dr.prepare();

        assertThat(step(report, "create-analytics-lakecentral"))
                .startsWith("REFUSED")
                .contains("was taken by somebody else in the meantime");
    }

    @Test
    void aSubscriptionThatIsFullIsRefusedBeforeAnythingIsSent() {
        accounts.provider().allowing(0);

        assertThat(gap("account-quota")).contains("0 of 0 accounts in centralus");
        RunReport report = dr.prepare();

        assertThat(step(report, "check-analytics-lakecentral"))
                .startsWith("REFUSED")
                .contains("has 0 of 0 analytics accounts in centralus")
                .contains("ask for more");
    }

    @Test
    void aLimitTheSecondSubscriptionDoesNotGrantFailsWithTheServicesWords() {
        accounts.person(
                "PATCH",
                "/resourceGroups/east/providers/Microsoft.DataLakeAnalytics/accounts/lakeeast",
                "2016-11-01",
                "{\"properties\":{\"maxJobCount\":15}}");
        accounts.settle();
        accounts.provider().granting(10);

        RunReport report = dr.prepare();

        assertThat(step(report, "create-analytics-lakecentral"))
                .startsWith("FAILED")
                .contains("AccountLimitExceeded")
                .contains("15 of maxJobCount is above this subscription's limit of 10");
        assertThat(step(report, "create-store-storecentral")).startsWith("DONE");
    }

    @Test
    void aMissingSecretIsNamedAndKeepsNothingElseFromEnding() {
        accounts.forget("blobcentral");

        RunReport report = dr.prepare();

        assertThat(step(report, "link-blobcentral"))
                .startsWith("REFUSED")
                .contains("The secret \"blobcentral\" is not in the secret source");
        assertThat(step(report, "link-morecentral")).startsWith("DONE");
        assertThat(step(report, "lock-lakecentral")).startsWith("DONE");
    }

    @Test
    void aKeyThatIsNotTheAccountsIsRefusedWithoutBeingRepeated() {
        String wrong = "bm90IHRoZSBrZXkgb2YgdGhpcyBhY2NvdW50";
        accounts.keep("blobcentral", wrong);

        RunReport report = dr.prepare();

        assertThat(step(report, "link-blobcentral"))
                .startsWith("FAILED")
                .contains("StorageAccountKeyInvalid")
                .doesNotContain(wrong);
    }

    @Test
    void aRuleThatSomebodyChangedIsDriftAndIsSetAgain() {
        dr.prepare().orThrow();
        accounts.person(
                "PUT",
                LAKE + "/firewallRules/office",
                "2016-11-01",
                "{\"properties\":{\"startIpAddress\":\"0.0.0.0\",\"endIpAddress\":\"255.255.255.255\"}}");

        assertThat(gaps()).containsExactly("accounts-drift");
        assertThat(gap("accounts-drift")).contains("firewall rule office (10.0.0.1 to 10.0.0.9)");
        dr.prepare().orThrow();

        assertThat(lake().list("properties.firewallRules").get(0).text("properties.startIpAddress"))
                .contains("10.0.0.1");
        assertThat(gaps()).isEmpty();
    }

    @Test
    void settingsThatDifferAreChangedAfterTheRulesAreThere() {
        dr.prepare().orThrow();
        accounts.person(
                "PATCH", LAKE, "2016-11-01", "{\"properties\":{\"firewallState\":\"Disabled\",\"maxJobCount\":2}}");
        accounts.settle();
        deletedInSpiteOfTheLock(LAKE, "/firewallRules/office");
        deletedInSpiteOfTheLock(LAKE, "/computePolicies/nightly");
        accounts.person("PATCH", STORE, "2016-11-01", "{\"properties\":{\"firewallState\":\"Disabled\"}}");
        long before = accounts.azure.calls().count();

        dr.prepare().orThrow();

        assertThat(accounts.azure.calls().since(before).effects().list().stream()
                        .map(call -> call.method() + " " + call.url().getPath())
                        .filter(call -> call.contains("DataLakeAnalytics"))
                        .map(call -> call.replaceAll("/subscriptions.*accounts/", ""))
                        .toList())
                .last()
                .isEqualTo("PATCH lakecentral");
        assertThat(lake().text("properties.firewallState")).contains("Enabled");
        assertThat(lake().number("properties.maxJobCount")).contains(7L);
        assertThat(lake().list("properties.firewallRules")).hasSize(1);
        assertThat(lake().list("properties.computePolicies")).hasSize(1);
        assertThat(accounts.shown(Side.B, AccountKind.STORE, "storecentral").text("properties.firewallState"))
                .contains("Enabled");
        assertThat(gaps()).isEmpty();
    }

    @Test
    void whatOnlyTheStandbyHasIsToldAndNeverDeleted() {
        dr.prepare().orThrow();
        String rule = "{\"properties\":{\"startIpAddress\":\"10.1.0.1\",\"endIpAddress\":\"10.1.0.2\"}}";
        accounts.person("PUT", LAKE + "/firewallRules/extra", "2016-11-01", rule);
        deletedInSpiteOfTheLock(LAKE.replace("central", "east"), "/firewallRules/office");

        assertThat(dr.plan(Goal.prepare()).isEmpty()).isTrue();
        assertThat(gap("account-only-on-standby"))
                .contains("firewall rule extra is only on side B")
                .contains("firewall rule office is only on side B");
        assertThat(lake().list("properties.firewallRules")).hasSize(2);
    }

    @Test
    void aCreationThatFailedIsNamedAndNothingIsBuiltOnIt() {
        accounts.arm
                .operations()
                .failNext(
                        one -> one.resourceId().endsWith("lakecentral")
                                && one.name().equals("create"),
                        "Failed",
                        "InternalError");

        RunReport report = dr.prepare();

        assertThat(step(report, "create-analytics-lakecentral"))
                .startsWith("FAILED")
                .contains("ended as Failed")
                .contains("delete what is left of the account");
        assertThat(step(report, "link-blobcentral")).startsWith("PENDING");
    }

    @Test
    void aRoleThatIsThereUnderAnotherNameIsAsGood() {
        dr.prepare().orThrow();
        String role = "{\"properties\":{\"roleDefinitionId\":\"/subscriptions/" + SimulatedAccounts.SUBSCRIPTION
                + "/providers/Microsoft.Authorization/roleDefinitions/" + SimulatedAccounts.READER
                + "\",\"principalId\":\"" + SimulatedAccounts.ANA + "\"}}";
        for (String side : new String[] {"east", "central"}) {
            accounts.person(
                    "PUT",
                    "/resourceGroups/" + side + "/providers/Microsoft.DataLakeAnalytics/accounts/lake" + side
                            + "/providers/Microsoft.Authorization/roleAssignments/11111111-0000-0000-0000-00000000000"
                            + side.length(),
                    "2022-04-01",
                    role);
        }

        assertThat(dr.plan(Goal.prepare()).isEmpty()).isTrue();
        accounts.port(Side.B)
                .assign(
                        AccountKind.ANALYTICS,
                        "lakecentral",
                        new RoleGrant(SimulatedAccounts.READER, SimulatedAccounts.ANA, "Group", "", false));
        assertThat(accounts.port(Side.B).grants(AccountKind.ANALYTICS, "lakecentral"))
                .filteredOn(one -> one.role().equals(SimulatedAccounts.READER))
                .hasSize(1);
    }

    @Test
    void aSubscriptionThatDoesNotKnowTheNamespacesIsRegisteredFirst() {
        String providers = "/providers/Microsoft.DataLake";
        accounts.person("POST", providers + "Analytics/unregister", "2021-04-01", "");
        accounts.person("POST", providers + "Store/unregister", "2021-04-01", "");

        RunReport report = dr.prepare();

        assertThat(report.result().isReached()).as(report.text()).isTrue();
        assertThat(step(report, "register-analytics")).startsWith("DONE");
    }

    @Test
    void afterTheOtherSideServedItIsTheModel() {
        dr.prepare().orThrow();
        dr.replicate();
        world.goDark(Side.A);
        RunReport forced = Scenario.approved(dr, Goal.forceFailOverTo("centralus"));
        assertThat(forced.result().isReached()).as(forced.text()).isTrue();
        accounts.person(
                "PUT",
                LAKE + "/firewallRules/added",
                "2016-11-01",
                "{\"properties\":{\"startIpAddress\":\"10.1.0.1\",\"endIpAddress\":\"10.1.0.2\"}}");
        world.comeBack(Side.A);
        accounts.clock.advance(Duration.ofMinutes(1));
        dr.readiness();

        RunReport report = Scenario.approved(dr, Goal.reprotect());

        assertThat(report.result().isReached()).as(report.text()).isTrue();
        assertThat(accounts.shown(Side.A, AccountKind.ANALYTICS, "lakeeast").list("properties.firewallRules"))
                .extracting(one -> one.text("name").orElse(""))
                .contains("added");
    }
}
