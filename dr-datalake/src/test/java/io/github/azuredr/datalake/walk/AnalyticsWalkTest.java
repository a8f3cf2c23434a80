package io.github.azuredr.datalake.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.testkit.walk.CrashWalker;
import io.github.azuredr.testkit.walk.Scenario;
import io.github.azuredr.testkit.walk.WalkReport;
import io.github.azuredr.testkit.walk.ZombieWalker;
import org.junit.jupiter.api.Test;

/**
 * Kills, or holds, the process at every journal append, call and look of the life of a lake with analytics accounts; the
 * normal build walks a sample, {@code dr.walk.points=N} so many points.
 */
class AnalyticsWalkTest {
    private static final int WALKS = Integer.getInteger("dr.walk.points", 12);

    @Test
    void aForcedFailoverWithReprotectionAndFailbackSurvivesAnyKill() {
        WalkReport report = CrashWalker.of(AnalyticsStories.forcedAndHome(Scenario.in(AnalyticsWorld::new)))
                .sampling(WALKS, 11)
                .killingTheResume(2)
                .walk();

        assertThat(report.points())
                .anyMatch(point -> point.startsWith("after port call submit on side B during step lake/catalog"))
                .anyMatch(point -> point.startsWith("after port call submit on side B during step lake/tables"))
                .anyMatch(point -> point.startsWith("before port call submit on side A during step lake/turn"))
                .anyMatch(point -> point.startsWith("after port call submit on side B during step lake/run-job"))
                .anyMatch(point -> point.endsWith("during step lake/cancel-jobs"))
                .anyMatch(point -> point.endsWith("during step lake/finish-imports"))
                .anyMatch(point -> point.startsWith("after port call submit on side A during step lake/tables"));
    }

    @Test
    void aPlannedFailoverThereAndBackSurvivesAnyKill() {
        CrashWalker.of(AnalyticsStories.plannedThereAndBack(Scenario.in(AnalyticsWorld::new)))
                .sampling(WALKS, 12)
                .killingTheResume(2)
                .walk();
    }

    @Test
    void anOvertakenExecutorOfAForcedFailoverDoesNoHarm() {
        ZombieWalker.of(AnalyticsStories.forcedAndHome(Scenario.in(AnalyticsWorld::new)))
                .sampling(WALKS / 2, 13)
                .walk();
    }
}
