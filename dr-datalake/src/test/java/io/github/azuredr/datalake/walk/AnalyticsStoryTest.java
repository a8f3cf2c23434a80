package io.github.azuredr.datalake.walk;

import io.github.azuredr.testkit.story.OutageStory;
import io.github.azuredr.testkit.walk.Scenario;
import org.junit.jupiter.api.Test;

/** The outage of a region with a whole analytics account in it, told as a page. */
class AnalyticsStoryTest {
    @Test
    void aRegionWithTablesAndARecurringJobIsLostAndComesBack() {
        OutageStory.of(
                        "lake-analytics-region-dark",
                        "Tables, code, files and a recurring job survive the loss of their region and come home.",
                        AnalyticsStories.forcedAndHome(Scenario.in(AnalyticsWorld::new)))
                .mustBeAsCommitted();
    }

    @Test
    void aPlannedFailoverThereAndBackLosesNothing() {
        OutageStory.of(
                        "lake-analytics-planned",
                        "A planned failover of files, tables, code and a recurring job, there and back.",
                        AnalyticsStories.plannedThereAndBack(Scenario.in(AnalyticsWorld::new)))
                .mustBeAsCommitted();
    }
}
