package io.github.azuredr.datalake.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.testkit.walk.CrashWalker;
import io.github.azuredr.testkit.walk.Scenario;
import io.github.azuredr.testkit.walk.WalkReport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** As {@link LakeCrashWalkTest}, over Gen1 accounts and their official client. */
class Gen1CrashWalkTest {
    private static final int WALKS = Integer.getInteger("dr.walk.points", 4);

    @AfterAll
    static void close() {
        Gen1LakeWorld.closeAll();
    }

    @Test
    void aPlannedFailoverThereAndBackSurvivesAnyKill() {
        WalkReport report = CrashWalker.of(LakeStories.plannedThereAndBack(Scenario.in(Gen1LakeWorld::fresh)))
                .sampling(WALKS, 11)
                .killingTheResume(1)
                .walk();

        assertThat(report.points()).anyMatch(point -> point.startsWith("after port call rename on side B"));
    }

    @Test
    void aForcedFailoverWithReprotectionAndFailbackSurvivesAnyKill() {
        CrashWalker.of(LakeStories.forcedAndHome(Scenario.in(Gen1LakeWorld::fresh)))
                .sampling(WALKS, 12)
                .killingTheResume(1)
                .walk();
    }
}
