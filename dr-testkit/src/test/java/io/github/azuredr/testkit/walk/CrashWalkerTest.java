package io.github.azuredr.testkit.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.testkit.shelf.ShelfWorld;
import org.junit.jupiter.api.Test;

class CrashWalkerTest {

    @Test
    void aKillAnywhereEndsLikeAnUndisturbedRun() {
        WalkReport report = CrashWalker.of(ShelfWorld.everything(Scenario.in(ShelfWorld::new)))
                .walk();

        assertThat(report.walked()).isEqualTo(report.points().size()).isGreaterThan(150);
        assertThat(report.twice()).isEqualTo(20);
        assertThat(report.points())
                .anyMatch(p -> p.startsWith("before append of") && p.contains("(fenced)"))
                .anyMatch(p -> p.equals("after port call put on side B during step shelf/copy"))
                .anyMatch(p -> p.equals("before observe on side B"));
    }

    @Test
    void aKillAnywhereInADrillDestroysItsScratchAreaExactlyOnce() {
        Scenario<ShelfWorld> drill = Scenario.in(ShelfWorld::new)
                .prepare()
                .run("drill", dr -> dr.run(dr.plan(Goal.drillIn("centralus"))))
                .run("end of the drill", CrashWalkerTest::endOfDrill);

        WalkReport report = CrashWalker.of(drill).killingTheResume(60).walk();

        assertThat(report.points()).anyMatch(p -> p.contains("destroyScratch"));
    }

    @Test
    void aScenarioThatFailsUndisturbedSaysSo() {
        Scenario<ShelfWorld> wrong = Scenario.in(ShelfWorld::new).reprotect().failOver("atlantis");

        assertThatThrownBy(() -> CrashWalker.of(wrong).walk())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("fails without any kill")
                .hasMessageContaining("atlantis");
    }

    private static RunReport endOfDrill(DisasterRecovery dr) {
        return Scenario.approved(dr, Goal.endDrill());
    }
}
