package io.github.azuredr.datalake.walk;

import io.github.azuredr.testkit.story.OutageStory;
import io.github.azuredr.testkit.walk.Scenario;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class Gen1StoryTest {
    @AfterAll
    static void close() {
        Gen1LakeWorld.closeAll();
    }

    @Test
    void aTreeInGen1OutlivesItsRegionAndComesHome() {
        OutageStory.of(
                        "gen1-region-dark",
                        "The region of a Gen1 account goes dark, the tree's copy takes over, and after the return what was"
                                + " lost is set aside, listed, and the tree goes home.",
                        LakeStories.forcedAndHome(Scenario.in(Gen1LakeWorld::fresh)))
                .mustBeAsCommitted();
    }
}
