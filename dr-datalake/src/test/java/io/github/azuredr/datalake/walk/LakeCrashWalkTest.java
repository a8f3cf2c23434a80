package io.github.azuredr.datalake.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.testkit.walk.CrashWalker;
import io.github.azuredr.testkit.walk.Scenario;
import io.github.azuredr.testkit.walk.WalkReport;
import org.junit.jupiter.api.Test;

/**
 * Kills the process at every journal append, call and look of a tree's life. The system property {@code dr.walk=complete}
 * walks every point and every second kill, {@code dr.walk.points=N} so many points; the normal build walks a sample.
 */
class LakeCrashWalkTest {
    private static final int WALKS = Integer.getInteger("dr.walk.points", 16);

    @Test
    void aPlannedFailoverThereAndBackOfFlatTreesSurvivesAnyKill() {
        WalkReport report = CrashWalker.of(LakeStories.plannedThereAndBack(Scenario.in(MemoryLakeWorld::flat)))
                .sampling(WALKS, 1)
                .killingTheResume(3)
                .walk();

        assertThat(report.points())
                .contains("before port call create on side B during step lake/create-b")
                .anyMatch(point -> point.startsWith("after port call put on side B during step lake/last-pass"))
                .anyMatch(point -> point.startsWith("after port call delete on side B during step lake/replicate"))
                .anyMatch(point -> point.endsWith("during step lake/hold"))
                .anyMatch(point -> point.endsWith("during step lake/turn"));
    }

    @Test
    void aPlannedFailoverThereAndBackOfHierarchicalTreesSurvivesAnyKill() {
        WalkReport report = CrashWalker.of(LakeStories.plannedThereAndBack(Scenario.in(MemoryLakeWorld::hierarchical)))
                .sampling(WALKS, 2)
                .killingTheResume(3)
                .walk();

        assertThat(report.points()).anyMatch(point -> point.startsWith("after port call rename on side B"));
    }

    @Test
    void aForcedFailoverWithReprotectionAndFailbackOfFlatTreesSurvivesAnyKill() {
        WalkReport report = CrashWalker.of(LakeStories.forcedAndHome(Scenario.in(MemoryLakeWorld::flat)))
                .sampling(WALKS, 3)
                .killingTheResume(3)
                .walk();

        assertThat(report.points())
                .anyMatch(point -> point.startsWith("after port call put on side B during step lake/turn"));
    }

    @Test
    void aForcedFailoverWithReprotectionAndFailbackOfHierarchicalTreesSurvivesAnyKill() {
        CrashWalker.of(LakeStories.forcedAndHome(Scenario.in(MemoryLakeWorld::hierarchical)))
                .sampling(WALKS, 4)
                .killingTheResume(3)
                .walk();
    }

    @Test
    void aRestoreOfEitherSideSurvivesAnyKill() {
        WalkReport report = CrashWalker.of(LakeStories.accidentsTakenBack(Scenario.in(MemoryLakeWorld::flat)))
                .sampling(WALKS, 9)
                .killingTheResume(3)
                .walk();
        CrashWalker.of(LakeStories.accidentsTakenBack(Scenario.in(MemoryLakeWorld::hierarchical)))
                .sampling(WALKS, 10)
                .killingTheResume(3)
                .walk();

        assertThat(report.points()).anyMatch(point -> point.endsWith("during step lake/restore"));
    }

    @Test
    void theSameHoldsOverTheOfficialClientsAndFlatAccounts() {
        CrashWalker.of(LakeStories.forcedAndHome(Scenario.in(SimulatedLakeWorld::flat)))
                .sampling(WALKS / 5, 5)
                .killingTheResume(1)
                .walk();
        CrashWalker.of(LakeStories.plannedThereAndBack(Scenario.in(SimulatedLakeWorld::flat)))
                .sampling(WALKS / 5, 6)
                .killingTheResume(1)
                .walk();
    }

    @Test
    void theSameHoldsOverTheOfficialClientsAndHierarchicalAccounts() {
        CrashWalker.of(LakeStories.forcedAndHome(Scenario.in(SimulatedLakeWorld::hierarchical)))
                .sampling(WALKS / 5, 7)
                .killingTheResume(1)
                .walk();
        CrashWalker.of(LakeStories.plannedThereAndBack(Scenario.in(SimulatedLakeWorld::hierarchical)))
                .sampling(WALKS / 5, 8)
                .killingTheResume(1)
                .walk();
    }
}
