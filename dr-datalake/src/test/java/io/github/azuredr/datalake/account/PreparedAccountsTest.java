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
}
