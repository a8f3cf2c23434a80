package io.github.azuredr.streamanalytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.testkit.walk.CrashWalker;
import io.github.azuredr.testkit.walk.Scenario;
import io.github.azuredr.testkit.walk.WalkReport;
import io.github.azuredr.testkit.walk.ZombieWalker;
import org.junit.jupiter.api.Test;

/**
 * Kills the process at every journal append, call and look of a job's life. The system property {@code dr.walk=complete}
 * walks every point and every second kill, {@code dr.walk.points=N} so many points; the normal build walks a sample.
 */
class TwinWalkTest {
    private static final int WALKS = Integer.getInteger("dr.walk.points", 12);

    @Test
    void plannedFailoverThereAndBackOfAColdTwinSurvivesAnyKill() {
        WalkReport report = CrashWalker.of(TwinScenarios.plannedThereAndBack(Scenario.in(TwinWorld::cold)))
                .sampling(WALKS, 1)
                .killingTheResume(3)
                .walk();

        assertThat(report.points())
                .contains("before port call create on side B during step clicks/clicks-create")
                .anyMatch(point ->
                        point.startsWith("after port call replace on side B during step clicks/clicks-replace"))
                .anyMatch(point -> point.startsWith("after port call start on side B during step clicks/clicks-start"));
    }

    @Test
    void plannedFailoverThereAndBackOfAHotTwinSurvivesAnyKill() {
        WalkReport report = CrashWalker.of(TwinScenarios.plannedThereAndBack(Scenario.in(TwinWorld::hot)))
                .sampling(WALKS, 2)
                .killingTheResume(3)
                .walk();

        assertThat(report.points())
                .anyMatch(point -> point.startsWith("after port call stop on side B during step clicks/clicks-stop"));
    }

    @Test
    void forcedFailoverWithReprotectionAndFailbackOfAColdTwinSurvivesAnyKill() {
        WalkReport report = CrashWalker.of(TwinScenarios.forcedAndHome(Scenario.in(TwinWorld::cold)))
                .sampling(WALKS, 3)
                .killingTheResume(3)
                .walk();

        assertThat(report.points())
                .anyMatch(point ->
                        point.startsWith("after port call replace on side A during step clicks/clicks-replace"));
    }

    @Test
    void forcedFailoverWithReprotectionAndFailbackOfAHotTwinSurvivesAnyKill() {
        CrashWalker.of(TwinScenarios.forcedAndHome(Scenario.in(TwinWorld::hot)))
                .sampling(WALKS, 4)
                .killingTheResume(3)
                .walk();
    }

    @Test
    void outageDuringADrillSurvivesAnyKill() {
        CrashWalker.of(TwinScenarios.lostDuringADrill(Scenario.in(TwinWorld::cold)))
                .sampling(WALKS, 5)
                .killingTheResume(3)
                .walk();
    }

    @Test
    void overtakenExecutorOfAPlannedFailoverDoesNoHarmThatItsFencingDoesNotDeclare() {
        ZombieWalker.of(TwinScenarios.plannedThereAndBack(Scenario.in(TwinWorld::cold)))
                .sampling(WALKS, 6)
                .walk();
    }
}
