package io.github.azuredr.datalake.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.testkit.walk.Scenario;
import io.github.azuredr.testkit.walk.WalkReport;
import io.github.azuredr.testkit.walk.ZombieWalker;
import org.junit.jupiter.api.Test;

/** Holds whoever executes at a port call, lets another process finish, and lets it go on; a sample as of the crashes. */
class LakeZombieWalkTest {
    private static final int WALKS = Integer.getInteger("dr.walk.points", 10);

    @Test
    void anOvertakenExecutorOfAPlannedFailoverDoesNoHarmToFlatTrees() {
        WalkReport report = ZombieWalker.of(LakeStories.plannedThereAndBack(Scenario.in(MemoryLakeWorld::flat)))
                .sampling(WALKS, 1)
                .walk();

        assertThat(report.damages()).allMatch(LakeZombieWalkTest::bringsBackOnly);
    }

    @Test
    void anOvertakenExecutorOfAForcedFailoverDoesNoHarmToHierarchicalTrees() {
        WalkReport report = ZombieWalker.of(LakeStories.forcedAndHome(Scenario.in(MemoryLakeWorld::hierarchical)))
                .sampling(WALKS, 2)
                .walk();

        assertThat(report.damages()).allMatch(LakeZombieWalkTest::bringsBackOnly);
    }

    @Test
    void anOvertakenExecutorOfARestoreDoesNoHarm() {
        WalkReport report = ZombieWalker.of(LakeStories.accidentsTakenBack(Scenario.in(MemoryLakeWorld::flat)))
                .sampling(WALKS, 5)
                .walk();

        assertThat(report.damages()).allMatch(LakeZombieWalkTest::bringsBackOnly);
    }

    @Test
    void theSameHoldsOverTheOfficialClients() {
        ZombieWalker.of(LakeStories.forcedAndHome(Scenario.in(SimulatedLakeWorld::flat)))
                .sampling(WALKS / 4, 3)
                .walk();
        ZombieWalker.of(LakeStories.plannedThereAndBack(Scenario.in(SimulatedLakeWorld::hierarchical)))
                .sampling(WALKS / 4, 4)
                .walk();
    }

    /**
     * The one thing a late pass or restore may do: bring back a file that the stories delete. The next pass takes it away
     * again, unless the side was failed over to meanwhile; then it stays until somebody deletes it once more.
     */
    private static boolean bringsBackOnly(String damage) {
        return damage.matches("(?s).*during step lake/(replicate|last-pass|restore) \\(CONVERGENT\\).*")
                && damage.matches("(?s).*(a/gone=gone|b=added|same=same).*");
    }
}
