package io.github.azuredr.datalake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.codec.Codec;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.datalake.files.PassSettings;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import io.github.azuredr.datalake.store.MemoryLake;
import io.github.azuredr.datalake.store.TransferRoom;
import io.github.azuredr.journal.FileJournalStore;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.recovery.LossLedger;
import io.github.azuredr.recovery.RecoveryObjectives;
import io.github.azuredr.recovery.ReplicationPolicy;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.step.Step;
import io.github.azuredr.testkit.time.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tree through the whole library: replicated, failed over, reprotected and brought home. */
@SuppressWarnings("NullAway.Init") // set up before each test
class DataLakeRecoveryTest {
    private final ManualClock clock = ManualClock.at("2026-01-01T00:01:00Z");
    private final MemoryLake east = MemoryLake.flat("prim/data", false);
    private final MemoryLake west = MemoryLake.flat("sec/data", false);

    @TempDir
    private Path folder;

    private DisasterRecovery dr;

    @BeforeEach
    void build() {
        TransferRoom room = TransferRoom.sequential(folder.resolve("scratch"), clock);
        dr = DisasterRecovery.named("orders")
                .between(RegionPair.of("eastus2", "centralus"))
                .objectives(RecoveryObjectives.rpo(Duration.ofMinutes(30)).rto(Duration.ofHours(1)))
                .replicating(ReplicationPolicy.every(Duration.ofMinutes(15)))
                .protect("lake", DataLakeRecovery.of("orders", east, west, room))
                .journal(FileJournalStore.in(folder.resolve("journal")))
                .time(clock)
                .executor(Runnable::run)
                .instance("test")
                .build();
        dr.initialise();
        east.write("a/1", "one");
        east.write("a/2", "two");
        dr.replicate().orThrow();
    }

    @Test
    void aPlannedFailoverThereAndHomeLosesNothing() {
        east.write("a/3", "last moment");

        dr.run(dr.plan(Goal.failOverTo("centralus")).approvedBy("ann").because("maintenance"))
                .orThrow();
        assertThat(west.content()).isEqualTo(east.content());
        west.write("a/1", "written in the west");
        dr.replicate().orThrow();
        assertThat(east.content()).isEqualTo(west.content());
        dr.run(dr.plan(Goal.failOverTo("eastus2")).approvedBy("ann").because("home"))
                .orThrow();
        east.write("a/2", "home again");
        dr.replicate().orThrow();

        assertThat(west.content()).isEqualTo(east.content()).containsEntry("a/1", "written in the west");
    }

    @Test
    void aForcedFailoverAsksNothingOfTheLostSideAndReprotectSetsItsWritesAside() {
        east.write("a/2", "never replicated");
        east.write("a/4", "never replicated either");
        dark(east, true);
        east.forgetCalls();

        Plan plan = dr.plan(Goal.forceFailOverTo("centralus"));
        RunReport over = dr.run(plan.approvedBy("ann").because("INC-1").acceptingLossUpTo(Duration.ofMinutes(30)));

        assertThat(over.result().isReached()).isTrue();
        assertThat(east.calls()).isEmpty();
        west.write("a/1", "written in the west");
        dark(east, false);
        dr.readiness();
        dr.run(dr.plan(Goal.reprotect()).approvedBy("ann")).orThrow();

        assertThat(west.contentBelow("_azuredr/setaside").values())
                .containsExactlyInAnyOrder("never replicated", "never replicated either");
        assertThat(east.content()).isEqualTo(west.content());
    }

    @Test
    void aRepeatedReprotectStatesTheLossTheFirstOneFound() {
        east.write("a/4", "never replicated");
        dark(east, true);
        dr.run(dr.plan(Goal.forceFailOverTo("centralus"))
                .approvedBy("ann")
                .because("INC-1")
                .acceptingLossUpTo(Duration.ofMinutes(30)));
        dark(east, false);
        dr.readiness();
        RunReport first = dr.run(dr.plan(Goal.reprotect()).approvedBy("ann")).orThrow();

        RunReport again = dr.run(dr.plan(Goal.reprotect()).approvedBy("ann")).orThrow();

        assertThat(ledger(again)).isEqualTo(ledger(first));
        assertThat(ledger(first).lost()).extracting(LossLedger.Lost::what).containsExactly("a/4");
    }

    @Test
    void aRestoredStandbyIsCriticalUntilReprotectHasBroughtItUpToDate() {
        clock.advance(Duration.ofMinutes(5));
        east.write("a/1", "newer");
        dr.replicate().orThrow();

        Plan plan = dr.plan(Goal.restoreTo("lake", "orders@B/1"));
        dr.run(plan.approvedBy("ann").accepting("restores-the-standby").because("INC-2"))
                .orThrow();

        assertThat(west.content()).containsEntry("a/1", "one");
        assertThat(criticals()).contains("standby-restored");
        assertThat(dr.plan(Goal.forceFailOverTo("centralus")).text()).contains("standby-restored");
        dr.run(dr.plan(Goal.reprotect()).approvedBy("ann")).orThrow();
        assertThat(west.content()).isEqualTo(east.content());
        assertThat(criticals()).isEmpty();
    }

    @Test
    void statusNamesThePointsToGoBackToAndAnUnknownOneIsAnsweredWithThem() {
        clock.advance(Duration.ofMinutes(5));
        east.write("a/1", "newer");
        dr.replicate().orThrow();

        assertThat(dr.status().text()).contains("can go back to orders@B/2 (", "), orders@B/1 (");
        RunReport refused = dr.run(
                dr.plan(Goal.restoreTo("lake", "orders@B/9")).approvedBy("ann").accepting("restores-the-standby"));
        assertThat(refused.reason()).contains("choose one from orders@B/1 (", ") to orders@B/2 (", "2 in all");
    }

    private List<String> criticals() {
        return dr.readiness().critical().stream().map(Gap::id).toList();
    }

    private static LossLedger ledger(RunReport report) {
        return Objects.requireNonNull(report.ledgers().get("lake"), "a ledger was proved");
    }

    @Test
    void stepsAreStoredAsTheyWereSinceTheirFirstVersion() {
        PassSettings settings = PassSettings.ofDefaults();

        assertThat(stored(new CheckTree("orders", Side.A))).isEqualTo("{\"tree\":\"orders\",\"side\":\"A\"}");
        assertThat(stored(new HoldReplication("orders", Side.B, "why")))
                .isEqualTo("{\"tree\":\"orders\",\"side\":\"B\",\"why\":\"why\"}");
        assertThat(stored(new ReplicateTree("orders", Side.A, settings, true)))
                .isEqualTo("{\"tree\":\"orders\",\"from\":\"A\",\"settings\":" + SETTINGS + ",\"last\":true}");
        assertThat(stored(new CreateTree("orders", Side.B))).isEqualTo("{\"tree\":\"orders\",\"side\":\"B\"}");
        assertThat(stored(new TurnReplication("orders", Side.A, settings)))
                .isEqualTo("{\"tree\":\"orders\",\"returned\":\"A\",\"settings\":" + SETTINGS + "}");
        assertThat(stored(new AnnounceRestore("orders", Side.B, 12, settings)))
                .isEqualTo("{\"tree\":\"orders\",\"side\":\"B\",\"generation\":12,\"settings\":" + SETTINGS + "}");
        assertThat(stored(new ReleaseHold("orders", Side.B))).isEqualTo("{\"tree\":\"orders\",\"side\":\"B\"}");
        assertThat(stored(new RestoreTree("orders", Side.B, 12, "lake/announce", settings)))
                .isEqualTo(
                        "{\"tree\":\"orders\",\"side\":\"B\",\"generation\":12,\"announcedBy\":\"lake/announce\",\"settings\":"
                                + SETTINGS + "}");
    }

    private static final String SETTINGS = "{\"largestDeletedShare\":0.1,\"alwaysDeletable\":20,"
            + "\"retention\":\"PT720H\",\"deltaTables\":true,\"heapLimit\":6291456}";

    private static String stored(Step<LakeSide> step) {
        return Codec.create().text(step);
    }

    private static void dark(MemoryLake lake, boolean dark) {
        lake.intercept((when, call) -> {
            if (dark) {
                throw new LakeException(LakeFailure.NO_ANSWER, "the region is dark.", null);
            }
        });
    }
}
