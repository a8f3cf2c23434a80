package io.github.azuredr.streamanalytics;

import io.github.azuredr.testkit.story.OutageStory;
import io.github.azuredr.testkit.walk.Scenario;
import org.junit.jupiter.api.Test;

/** What an operator reads when jobs fail over. */
class TwinStoryTest {
    @Test
    void coldTwinIsStartedFromTheMarkAndTheReturnedJobMadeLikeTheOneThatServed() {
        OutageStory.of(
                        "cold-twin-takes-over",
                        "A stopped twin takes over when the region of its job goes dark, and the job comes home.",
                        TwinScenarios.forcedAndHome(Scenario.in(TwinWorld::cold)))
                .mustBeAsCommitted();
    }

    @Test
    void hotTwinFollowsAChangedQueryAndServesOnPurpose() {
        OutageStory.of(
                        "hot-twin-there-and-back",
                        "A running twin follows a changed query, serves for a while on purpose, and gives back.",
                        TwinScenarios.plannedThereAndBack(Scenario.in(TwinWorld::hot)))
                .mustBeAsCommitted();
    }

    @Test
    void outageDuringADrillDoesNotRelyOnTheDrillsOutput() {
        OutageStory.of(
                        "lost-during-a-drill",
                        "The region is lost while a drill goes on; the twin is started again from the mark.",
                        TwinScenarios.lostDuringADrill(Scenario.in(TwinWorld::cold)))
                .mustBeAsCommitted();
    }
}
