package io.github.azuredr.datalake.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.journal.FileJournalStore;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.recovery.RecoveryObjectives;
import io.github.azuredr.recovery.ReplicationPolicy;
import io.github.azuredr.run.RunReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake is prepared into a region that has nothing, in one run, and then lives there. */
@SuppressWarnings("NullAway.Init") // set up before each test
class ManagedLakeTest {
    private final ManagedLakeWorld world = new ManagedLakeWorld();

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
                .time(world.accounts.clock)
                .executor(Runnable::run)
                .instance("test")
                .build();
        dr.initialise();
        world.runs("lakeeast", """
                CREATE DATABASE IF NOT EXISTS [sales];
                CREATE TABLE IF NOT EXISTS [sales].[dbo].[orders] ([id] int, [what] string,
                    INDEX [i] CLUSTERED ([id] ASC) DISTRIBUTED BY HASH ([id]) INTO 2);
                INSERT INTO [sales].[dbo].[orders] ([id], [what]) VALUES (1, "one"), (2, "two");
                """);
    }

    private List<String> gaps() {
        return dr.readiness().gaps().getOrDefault("lake", List.of()).stream()
                .map(Gap::id)
                .toList();
    }

    @Test
    void oneRunMakesAccountsAndTreeAndThePassesAfterItFillThem() {
        assertThat(gaps()).contains("accounts-missing", "target-missing");

        dr.prepare().orThrow();
        world.accounts.clock.advance(Duration.ofMinutes(1));
        RunReport pass = dr.replicate();

        assertThat(pass.result().isReached()).as(pass.text()).isTrue();
        assertThat(world.rows("lakecentral")).isNotEmpty().isEqualTo(world.rows("lakeeast"));
        assertThat(dr.plan(Goal.prepare()).isEmpty()).isTrue();
        assertThat(gaps()).doesNotContain("accounts-missing", "accounts-drift", "accounts-unlocked");
    }

    @Test
    void theTreeWaitsForItsAccountAndTheCatalogIsProvedOnceItIsThere() {
        assertThat(dr.plan(Goal.prepare()).text())
                .containsSubsequence(
                        "Create Data Lake Storage Gen1 account storecentral",
                        "Create the place of tree orders on side B",
                        "Read the catalog of the analytics account on side B");
    }

    @Test
    void aNameTakenByAnotherSubscriptionStopsOnlyWhatStandsOnIt() {
        world.accounts.strangerTakes("lakecentral");

        RunReport report = dr.prepare();

        assertThat(report.text()).contains("'lakecentral' is taken by somebody else");
        assertThat(report.steps())
                .filteredOn(step -> step.id().endsWith("create-store-storecentral"))
                .allSatisfy(step -> assertThat(step.status().toString()).isEqualTo("DONE"));
    }
}
