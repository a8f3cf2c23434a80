package io.github.azuredr.datashare.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.datashare.SimulatedShares;
import io.github.azuredr.datashare.inventory.ShareInventory;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.ShareChild;
import io.github.azuredr.journal.FileJournalStore;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.recovery.RecoveryObjectives;
import io.github.azuredr.recovery.ReplicationPolicy;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimCall;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider through the whole library: prepared, lost, failed over, and kept up again. */
@SuppressWarnings("NullAway.Init") // set up before each test
class ProviderRecoveryTest {
    private final ProviderWorld world = new ProviderWorld();
    private final SimulatedShares shares = world.shares;

    @TempDir
    private Path folder;

    private DisasterRecovery dr;

    @BeforeEach
    void build() {
        dr = DisasterRecovery.named("orders")
                .between(RegionPair.of("eastus2", "centralus"))
                .objectives(RecoveryObjectives.rpo(Duration.ofMinutes(30)).rto(Duration.ofHours(1)))
                .replicating(ReplicationPolicy.every(Duration.ofMinutes(15)))
                .protect("shares", world.contract())
                .journal(FileJournalStore.in(folder.resolve("journal")))
                .time(shares.clock)
                .executor(Runnable::run)
                .instance("test")
                .build();
        dr.initialise();
    }

    private List<String> gaps() {
        return dr.readiness().gaps().getOrDefault("shares", List.of()).stream()
                .map(Gap::id)
                .toList();
    }

    private static boolean holds(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private List<String> there(ShareChild what) {
        return shares.account("centralus").children("sales", what).stream()
                .map(Named::name)
                .toList();
    }

    @Test
    void preparingMakesTheSecondAccountAndInvitesThoseWhoWantItNow() {
        Instant began = shares.clock.now();

        dr.prepare().orThrow();

        assertThat(there(ShareChild.DATA_SETS)).containsExactly("all");
        assertThat(there(ShareChild.SCHEDULES)).containsExactly("daily");
        assertThat(there(ShareChild.INVITATIONS)).containsExactly("early");
        assertThat(Duration.between(began, shares.clock.now()))
                .as("the role had to propagate")
                .isGreaterThan(Duration.ofMinutes(3));
        assertThat(dr.plan(Goal.prepare()).isEmpty()).isTrue();
    }

    @Test
    void passKeepsTheInventoryAsARecoveryPointOutsideTheJournal() throws IOException {
        dr.prepare().orThrow();

        RunReport pass = dr.replicate();

        assertThat(pass.result().isReached()).as(pass.text()).isTrue();
        assertThat(gaps()).containsExactly("source-unchecked");
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> holders = files.filter(Files::isRegularFile)
                    .filter(file -> ProviderRecoveryTest.holds(file, SimulatedShares.EMAIL))
                    .toList();
            assertThat(holders)
                    .as("addresses lie in attachments only, which can be erased")
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file.toString()).contains("attachments"));
        }
    }

    @Test
    void forcedFailoverAsksNothingOfTheLostRegionAndInvitesThoseWhoWaited() {
        dr.prepare().orThrow();
        dr.replicate().orThrow();
        shares.azure.region("eastus2").goDark();
        long before = shares.azure.calls().list().stream()
                .mapToLong(SimCall::number)
                .max()
                .orElse(0);

        Plan plan = dr.plan(Goal.forceFailOverTo("centralus"));
        RunReport report = dr.run(plan.approvedBy("ann").because("INC-1").acceptingLossUpTo(Duration.ofMinutes(30)));

        assertThat(report.result().isReached()).as(report.text()).isTrue();
        assertThat(shares.azure.calls().since(before).to("eastus2").list()).isEmpty();
        assertThat(there(ShareChild.INVITATIONS)).containsExactlyInAnyOrder("early", "late");
    }

    @Test
    void driftIsShownAndMadeUpForByTheFailoverEvenWhenTheFirstRegionIsGone() {
        dr.prepare().orThrow();
        dr.replicate().orThrow();
        shares.account("eastus2")
                .putChild(
                        "sales",
                        ShareChild.DATA_SETS,
                        "new",
                        SimulatedShares.container(SimulatedShares.PROVIDER, "eastus2", "prieast", "sales"));
        assertThat(gaps()).contains("drift");
        shares.azure.region("eastus2").goDark();

        Plan plan = dr.plan(Goal.forceFailOverTo("centralus"));
        RunReport report = dr.run(plan.approvedBy("ann").because("INC-1").acceptingLossUpTo(Duration.ofDays(1)));

        assertThat(report.result().isReached()).as(report.text()).isTrue();
        assertThat(there(ShareChild.DATA_SETS)).containsExactly("all", "new");
    }

    @Test
    void kindThatIsNotKnownIsNamedOnThePlanAndInReadiness() {
        String id = SimulatedShares.id(SimulatedShares.PROVIDER, "eastus2").path() + "/shares/sales/dataSets/future";
        shares.arm
                .resources()
                .put(new ArmResource(
                        id,
                        "eastus2",
                        Json.object().with("id", id).with("name", "future").with("kind", "Hologram")));

        Plan plan = dr.plan(Goal.prepare());

        assertThat(plan.text()).contains("share sales, dataset future").contains("not clonable");
        dr.prepare().orThrow();
        assertThat(gaps()).contains("not-clonable");
    }

    @Test
    void groupInTheFirstRegionBlocksPreparing() {
        String group = "/subscriptions/" + SimulatedShares.PROVIDER + "/resourceGroups/rg-centralus";
        ArmResource found = shares.arm.resources().get(group);
        shares.arm
                .resources()
                .put(new ArmResource(group, "eastus2", found.body().with("location", "eastus2")));

        Plan plan = dr.plan(Goal.prepare());

        assertThat(plan.blockers()).hasSize(1);
        assertThat(plan.text()).contains("lives in eastus2");
    }

    @Test
    void inventoryOfTheModelIsTheContentThatWasSeen() {
        ShareInventory here = ShareInventory.capture(shares.account("eastus2"), shares.clock.now())
                .orElseThrow();

        assertThat(world.contract().observe(Side.A).inventory())
                .hasValue(here.content().json());
    }
}
