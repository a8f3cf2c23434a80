package io.github.azuredr.streamanalytics;

import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.testkit.walk.Scenario;
import java.time.Duration;

/** What twins live through; the walks and the stories share it. */
final class TwinScenarios {
    private static final String A = "eastus2";
    private static final String B = "centralus";

    private TwinScenarios() {}

    /** The query changes, the twin follows, the twin serves, and home again. */
    static Scenario<TwinWorld> plannedThereAndBack(Scenario<TwinWorld> world) {
        return world.prepare()
                .replicate()
                .happens("the owner changes the query", it -> changeQuery(it, Side.A, A))
                .replicate()
                .failOver(B)
                .passes(Duration.ofMinutes(20))
                .replicate()
                .failOver(A);
    }

    /** The region is lost; the job is changed while the other side serves; what returns is made like it. */
    static Scenario<TwinWorld> forcedAndHome(Scenario<TwinWorld> world) {
        return world.prepare()
                .replicate()
                .goesDark(Side.A)
                .forceFailOver(B)
                .passes(Duration.ofMinutes(30))
                .happens("the owner changes the query", it -> changeQuery(it, Side.B, B))
                .comesBack(Side.A)
                .reprotect()
                .replicate()
                .failOver(A);
    }

    /** A drill, and the outage that comes while it goes on. */
    static Scenario<TwinWorld> lostDuringADrill(Scenario<TwinWorld> world) {
        return world.prepare()
                .replicate()
                .run("drill", dr -> Scenario.approved(dr, Goal.drillIn(B)))
                .run("end of the drill", dr -> Scenario.approved(dr, Goal.endDrill()))
                .run("drill again", dr -> Scenario.approved(dr, Goal.drillIn(B)))
                .goesDark(Side.A)
                .forceFailOver(B);
    }

    private static void changeQuery(TwinWorld world, Side side, String region) {
        world.jobs.change(
                side,
                SimulatedJobs.definition(
                        region, "SELECT drEventId, drEventTime INTO db FROM hub TIMESTAMP BY drEventTime"));
    }
}
